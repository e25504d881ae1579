"""Writes masks.json: masks and what pycocotools makes of them. Run with pycocotools and numpy installed."""

import json
import pathlib

import numpy
from pycocotools import mask as coco


def picture(height, width, inside):
    """Inside are the pixels whose index down the columns fulfils the rule."""
    index = numpy.arange(height * width).reshape(width, height).T
    return inside(index).astype(numpy.uint8)


def scattered(index):
    """A rule of integers only, so that the test can draw the same mask."""
    return (index * 2654435761 % 4294967296) >> 31 == 1


RULES = {
    "empty": lambda index: index < 0,
    "full": lambda index: index >= 0,
    "single": lambda index: index == 7,
    "last": lambda index: index == index.max(),
    "stripes": lambda index: index // 3 % 2 == 1,
    "alternating": lambda index: index % 2 == 1,
    "scattered": scattered,
    "large": lambda index: (index > 40) & (index < 70000) | (index > 70031) & (index < 150000),
}
SIZES = {"large": (480, 640)}

vectors = []
for name, rule in RULES.items():
    height, width = SIZES.get(name, (13, 9))
    pixels = numpy.asfortranarray(picture(height, width, rule))
    encoded = coco.encode(pixels)
    x, y, w, h = (int(v) for v in coco.toBbox(encoded))
    vectors.append({
        "name": name,
        "height": height,
        "width": width,
        "counts": encoded["counts"].decode("ascii"),
        "area": int(coco.area(encoded)),
        "box": [x, y, x + w, y + h] if coco.area(encoded) else None,
    })
path = pathlib.Path(__file__).with_name("masks.json")
path.write_text(json.dumps(vectors, indent=1) + "\n")
