"""`python -m earshot_training.evaluate --bundle DIR --scenes DIR`: the bundle on scenes in AVSBench's layout (docs/evaluation.md)."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from .inference import Runner
from .logmel import patches, published_patches
from .measures import Measures
from .scenes.reading import Video, read
from .scenes.vocabulary import AVSBENCH_WORDS
from .selection import Thresholds, labels

WINDOW = 5


def marks(runner: Runner, video: Video, sound: np.ndarray, limits: Thresholds, examples: str) -> np.ndarray:
    """Label ids `[T, H, W]` of a video heard with `sound`: windows 0–4, 5–9, … with the last picture repeated."""
    count, size = len(video.frames), video.frames[0].shape[:2]
    rows = patches(sound) if examples == "second" else published_patches(sound)
    out = np.zeros((count, *size), int)
    for start in range(0, count, WINDOW):
        order = [min(start + k, count - 1) for k in range(WINDOW)]
        result = runner.window([video.frames[i] for i in order], rows[order])
        for place in range(min(WINDOW, count - start)):
            for label in labels(runner, result, place, size, limits):
                out[start + place][label.mask] = AVSBENCH_WORDS.index(runner.words[label.word]) + 1
    return out


def baseline(video: Video) -> np.ndarray:
    """Every object under its true word in every second in which anything sounds."""
    rows = [thing["sounding"] for thing in video.truth["objects"]] + [thing["sounding"] for thing in video.truth["off_screen"]]
    loud = np.any(rows, axis=0) if rows else np.zeros(len(video.frames), bool)
    out = np.zeros_like(video.objects)
    for thing, row in enumerate(video.truth["objects"]):
        if row["word"] is not None:
            out[video.objects == thing + 1] = AVSBENCH_WORDS.index(row["word"]) + 1
    return out * loud[:, None, None]


def evaluate(runner: Runner, videos: list[Video], limits: Thresholds, examples: str) -> tuple[Measures, Measures]:
    """Measures of the bundle and of the baseline."""
    model, simple = Measures(limits.min_area_px), Measures(limits.min_area_px)
    for video in videos:
        said = marks(runner, video, video.sound, limits, examples)
        muted = marks(runner, video, np.zeros_like(video.sound), limits, examples)
        swapped = None if video.swapped is None else marks(runner, video, video.swapped, limits, examples)
        model.add(video, said, muted, swapped)
        everything = baseline(video)
        simple.add(video, everything, np.zeros_like(everything), None if swapped is None else everything)
    return model, simple


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--scenes", type=Path, required=True)
    parser.add_argument("--split", default="test")
    parser.add_argument("--examples", choices=("second", "published"), default="second")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sounding", type=float, help="instead of the bundle's threshold")
    parser.add_argument("--score", type=float, help="instead of the bundle's threshold")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    runner = Runner(arguments.bundle)
    limits = Thresholds(**runner.description["thresholds"])
    chosen = {name: value for name in ("sounding", "score") if (value := getattr(arguments, name)) is not None}
    videos = read(arguments.scenes, arguments.split)[: arguments.limit]
    model, simple = evaluate(runner, videos, replace(limits, **chosen), arguments.examples)
    classes = {(["background", *AVSBENCH_WORDS])[i]: value for i, value in model.per_class().items()}
    print(json.dumps({"videos": len(videos), "model": model.figures(), "mark_everything": simple.figures(), "iou": classes}, indent=1))


if __name__ == "__main__":
    main()
