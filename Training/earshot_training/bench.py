"""`python -m earshot_training.bench --config sandbox|full|swinb`: seconds per snippet of each part in PyTorch, as JSON.

Weights are random: the time does not depend on them. The mask decoder is counted once per snippet (stride 1); `crop` is one masked crop
through the image tower.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch

from .config import Config
from .logmel import patches
from .model.ovavss import OVAVSS


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of a call after one that does not count."""
    work()
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


@torch.inference_mode()
def measure(config: Config, height: int, width: int, repeats: int) -> dict[str, float]:
    """Seconds per snippet of every part for pictures of `height` × `width` (already resized)."""
    model, window = OVAVSS(config).eval(), config.mask_decoder["window"]
    rng = np.random.default_rng(0)
    second = rng.normal(0, 0.1, 16000).astype(np.float32)
    logmel = torch.from_numpy(patches(second))
    frame = model.normalise(torch.from_numpy(rng.integers(0, 255, (1, height, width, 3), dtype=np.uint8)))
    heard, maps = model.hear(logmel), model.backbone(frame)
    five = {name: m.expand(window, -1, -1, -1) for name, m in maps.items()}
    pixels = model.sem_seg_head.pixel_decoder(five, heard.expand(window, -1))
    side = config.clip["image"]["resolution"]
    crop = torch.from_numpy(rng.normal(size=(1, 3, side, side)).astype(np.float32))
    parts: dict[str, Callable[[], object]] = {
        "log_mel": lambda: patches(second),
        "vggish": lambda: model.hear(logmel),
        "backbone": lambda: model.backbone(frame),
        "pixel_decoder": lambda: model.sem_seg_head.pixel_decoder(maps, heard),
        "mask_decoder": lambda: model.decode(pixels),
        "crop": lambda: model.clip_adapter["clip_model"].encode_image(crop),
    }
    return {name: round(seconds(work, repeats), 6) for name, work in parts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", choices=("sandbox", "full", "swinb"), default="sandbox")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--size", type=int, nargs=2, metavar=("HEIGHT", "WIDTH"), help="resized picture (default: 16:9 at the short side)")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = Config.named(arguments.config)
    short = config.preprocessing["short_side"]
    height, width = arguments.size or (short, int(short * 16 / 9 + 0.5))
    figures = measure(config, height, width, arguments.repeats)
    print(json.dumps({
        "config": arguments.config, "torch": torch.__version__, "threads": arguments.threads, "picture": [height, width],
        "seconds_per_snippet": figures, "total": round(sum(figures.values()), 6),
    }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
