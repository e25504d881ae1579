"""Sizes of pictures as text."""


def size_from_text(text):
    width, height = (int(part) for part in text.split("x"))
    if width % 2 or height % 2 or width < 64 or height < 48:
        raise ValueError(f"{text}: even numbers, 64x48 at least")
    return width, height
