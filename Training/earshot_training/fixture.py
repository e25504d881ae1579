"""`python -m earshot_training.fixture --bundle DIR --out FILE`: one window of the bundle, stage by stage, for Earshot's own tests.

Names are those of the goldens; tensors above 4096 elements are stored as samples (`name@s`, `name@shape`, `name@stats`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from . import safetensors
from .inference import Runner, WindowResult
from .logmel import patches
from .scenes import mixing, soundbank
from .scenes.drawing import draw, key_time
from .scenes.midi import RATE
from .scenes.sets import scenes

SAMPLES = 4096
MASK = (1 << 64) - 1


def sample_index(count: int) -> np.ndarray:
    """Flat indices of the stored samples: SplitMix64 seeded with FNV-1a of "sample", modulo `count`."""
    state = 0xCBF29CE484222325
    for byte in b"sample":
        state = ((state ^ byte) * 0x100000001B3) & MASK
    out = []
    for i in range(SAMPLES):
        z = (state + (i + 1) * 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        out.append((z ^ (z >> 31)) % count)
    return np.array(out)


def stored(name: str, value: torch.Tensor) -> dict[str, np.ndarray]:
    """The entries of one tensor."""
    array = value.detach().numpy().astype(np.float32)
    if array.size <= SAMPLES:
        return {name: array}
    stats = np.array([array.mean(dtype=np.float64), array.std(dtype=np.float64), array.min(), array.max()], np.float64)
    return {f"{name}@s": array.reshape(-1)[sample_index(array.size)], f"{name}@shape": np.array(array.shape, np.int64), f"{name}@stats": stats}


def network_tensors(result: WindowResult) -> dict[str, torch.Tensor]:
    """Named intermediate tensors of the segmentation network."""
    out = {"vggish.embeddings": result.heard, **{f"backbone.{name}": value for name, value in result.maps.items()}}
    out |= {"fusion.f_VA": result.pixels.fused, "fusion.f_AV": result.pixels.audio[:, None], "pd.mask_features": result.pixels.mask_features}
    out |= {f"pd.multi_scale.{i}": level for i, level in enumerate(result.pixels.multi_scale)}
    for i, prediction in enumerate(result.predictions):
        out |= {f"dec.pred.{i}.logits": prediction.logits, f"dec.pred.{i}.masks": prediction.masks}
    return out


def first_crop(runner: Runner, result: WindowResult) -> dict[str, np.ndarray]:
    """The crop of the query with the best sounding score that is not empty: `crop.source` (frame, query), `crop.image`, `crop.image_embed`, `crop.class_prob`."""
    for query in result.sounding.argsort(descending=True).tolist():
        for frame in range(len(result.frames)):
            crop = runner.crop(result, query, frame)
            if crop is not None:
                embedding = runner.embed([crop]).numpy()
                return {
                    "crop.source": np.array([frame, query], np.int64), "crop.image": crop.transpose(2, 0, 1).astype(np.float32),
                    "crop.image_embed": embedding, "crop.class_prob": runner.probabilities([crop]).astype(np.float32),
                }  # fmt: skip
    raise ValueError("no query of this window has a mask")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scene", type=int, default=0)
    arguments = parser.parse_args()
    runner = Runner(arguments.bundle)
    bank = soundbank.load("test", soundbank.cache_folder())
    scene = scenes("test", arguments.seed, arguments.scene + 1, bank)[-1]
    frames = np.stack([draw(scene, key_time(second), 108).picture for second in range(scene.seconds)])
    waveform = np.round(mixing.mix(scene, bank) * 32767).astype(np.int16)
    logmel = patches(waveform.astype(np.float64) / 32768)
    assert len(waveform) == scene.seconds * RATE
    result = runner.window(list(frames), logmel)
    tensors: dict[str, np.ndarray] = {"frames": frames, "waveform": waveform, **stored("vggish.logmel", torch.from_numpy(logmel[:, None]))}
    for name, value in network_tensors(result).items():
        tensors |= stored(name, value)
    tensors |= stored("text.embed", runner.text) | first_crop(runner, result)
    safetensors.write(arguments.out, tensors)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB, sounding scores {result.sounding.numpy().round(3).tolist()}")


if __name__ == "__main__":
    main()
