"""Writes scenes in AVSBench's folder layout with the truth only a generator knows (docs/evaluation.md, "The folder")."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.io import wavfile

from .drawing import draw, key_time
from .midi import RATE
from .mixing import mix
from .scene import Scene, Voice
from .soundbank import SoundBank
from .vocabulary import AVSBENCH_WORDS, BASE, WORDS

HEIGHT = 192
FORMAT = "earshot.truth/1"


def colours(ids: np.ndarray) -> np.ndarray:
    """Label ids `[H, W]` in AVSBench's colours: bit 3k, 3k+1, 3k+2 of the id become bit 7-k of red, green, blue."""
    out = np.zeros((*ids.shape, 3), np.uint8)
    for k in range(8):
        for channel in range(3):
            out[..., channel] |= (((ids >> (3 * k + channel)) & 1) << (7 - k)).astype(np.uint8)
    return out


def _save_ids(ids: np.ndarray, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(colours(ids.astype(np.int64))).save(path)


def _box(mask: np.ndarray) -> list[int] | None:
    if not mask.any():
        return None
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return [int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1]


def swap_of(scene: Scene) -> tuple[int, int] | None:
    """(object that sounds, silent object to give its sound to): one base object sounds, another is silent, nothing is off screen."""
    if len(scene.voices) != 1 or scene.voices[0].thing is None or scene.voices[0].word not in BASE:
        return None
    first = scene.voices[0].thing
    others = [i for i, thing in enumerate(scene.things) if i != first and thing.word in BASE]
    return (first, others[0]) if others else None


def swapped(scene: Scene, swap: tuple[int, int], takes: list[int]) -> Scene:
    """The same scene heard with the voice of the other object, in the same seconds."""
    voice, word = scene.voices[0], scene.things[swap[1]].word
    return replace(scene, voices=(Voice(word, voice.take % takes[word], voice.offset, voice.gain_db, voice.active, swap[1]),))


def _write_sound(samples: np.ndarray, path: Path) -> None:
    wavfile.write(path, RATE, np.round(samples * 32767).astype(np.int16))


def truth(scene: Scene, masks: list[np.ndarray], swap: tuple[int, int] | None) -> dict:
    """The contents of truth.json; `masks[second]` is bool `[things, H, W]`."""
    objects = []
    for index, thing in enumerate(scene.things):
        word = None if thing.word is None else WORDS[thing.word]
        objects.append({
            "word": word and word.name,
            "known": word and ("novel" if word.novel else "base"),
            "sounding": list(scene.sounding(index)),
            "boxes_xyxy_px": [_box(second[index]) for second in masks],
        })  # fmt: skip
    size = [masks[0].shape[2], masks[0].shape[1]]
    off = [{"word": WORDS[v.word].name, "sounding": list(v.active)} for v in scene.voices if v.thing is None]
    swap_row = None if swap is None else {"from": swap[0], "to": swap[1]}
    return {"format": FORMAT, "seconds": scene.seconds, "size": size, "objects": objects, "off_screen": off, "swap": swap_row}


def write_video(scene: Scene, bank: SoundBank, name: str, pictures: Path, sound: Path, height: int = HEIGHT) -> str:
    """Write one video; returns its words joined by `_` (those that sound on screen at some time)."""
    pictures.mkdir(parents=True, exist_ok=True)
    sound.mkdir(parents=True, exist_ok=True)
    masks = []
    for second in range(scene.seconds):
        drawing = draw(scene, key_time(second), height)
        Image.fromarray(drawing.picture).save(pictures / f"{second}.jpg", quality=94, subsampling=0)
        visible = drawing.masks()
        masks.append(visible)
        numbers, labels = np.zeros(visible.shape[1:], int), np.zeros(visible.shape[1:], int)
        for index, thing in enumerate(scene.things):
            numbers[visible[index]] = index + 1
            if thing.word is not None and scene.sounding(index)[second]:
                labels[visible[index]] = WORDS[thing.word].label
        _save_ids(numbers, sound / "objects" / f"{second}.png")
        _save_ids(labels, sound / "labels_rgb" / f"{second}.png")
    swap = swap_of(scene)
    _write_sound(mix(scene, bank), sound / "audio.wav")
    if swap is not None:
        _write_sound(mix(swapped(scene, swap, [len(v) for v in bank.voices]), bank), sound / "audio_swapped.wav")
    (sound / "truth.json").write_text(json.dumps(truth(scene, masks, swap), indent=1))
    heard = sorted({WORDS[v.word].name for v in scene.voices if v.thing is not None})
    return "_".join(heard)


def write_set(scenes: list[Scene], bank: SoundBank, split: str, folder: Path, prefix: str) -> None:
    """Write all scenes below `folder`, with metadata.csv and label2idx.json."""
    semantic = folder / "AVSBench-semantic"
    rows = []
    for number, scene in enumerate(scenes):
        name = f"{prefix}{number:04d}"
        pictures = folder / "AVSBench-openvoc" / split / "JPEGImages" / name
        rows.append([number, name, 0, 0, write_video(scene, bank, name, pictures, semantic / "v1m" / name), split, "v1m"])
    with open(semantic / "metadata.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["vid", "uid", "s_min", "s_sec", "a_obj", "split", "label"])
        writer.writerows(rows)
    labels = {"background": 0} | {word: index + 1 for index, word in enumerate(AVSBENCH_WORDS)}
    (semantic / "label2idx.json").write_text(json.dumps(labels, indent=1))
