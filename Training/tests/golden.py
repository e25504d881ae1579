"""Rules of the goldens: weights, frames and sound made from names and indices, and how large tensors are sampled."""

from __future__ import annotations

import numpy as np

MASK = (1 << 64) - 1


def fnv(text: str) -> int:
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def mixed(name: str, index: np.ndarray) -> np.ndarray:
    """SplitMix64 with state `fnv(name)` at `index`, uint64."""
    with np.errstate(over="ignore"):
        z = np.uint64(fnv(name)) + (index.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def _scale(key: str, shape: tuple[int, ...]) -> tuple[float, float]:
    """(s, m) of a parameter, first matching rule."""
    fan = int(np.prod(shape[1:])) if len(shape) > 1 else 1
    unit = float(np.sqrt(3.0 / fan))
    embeddings = ("query_feat.weight", "query_embed.weight", "level_embed.weight", "level_embed", "token_embedding.weight",
                  "positional_embedding", "class_embedding", "relative_position_bias_table")  # fmt: skip
    clip, predictor = "clip_model." in key, "sem_seg_head.predictor." in key
    rules = [
        (key.endswith("running_var"), (0.2, 1.0)),
        (key.endswith("running_mean"), (0.1, 0.0)),
        (key.endswith(("gamma_v", "gamma_l")), (0.3, 0.5)),
        (clip and key.endswith("positional_embedding"), (0.3, 0.0)),
        (key.endswith(embeddings), (1.0, 0.0)),
        (key.endswith("sampling_offsets.weight"), (2 * unit, 0.0)),
        (key.endswith("sampling_offsets.bias"), (3.0, 0.0)),
        (clip and key.endswith("in_proj_weight"), (3 * unit, 0.0)),
        (clip and key.endswith(("c_fc.weight", "mlp.c_proj.weight")), (0.5 * unit, 0.0)),
        (predictor and key.endswith("in_proj_weight"), (3 * unit, 0.0)),
        (predictor and key.endswith("out_proj.weight"), (0.05 * unit, 0.0)),
        (predictor and key.endswith("linear2.weight"), (0.2 * unit, 0.0)),
        (len(shape) == 4 and not key.endswith(("conv3.weight", "shortcut.weight", "downsample.0.weight")), (float(np.sqrt(6.0 / fan)), 0.0)),
        (len(shape) >= 2, (unit, 0.0)),
        (key.endswith("weight"), (0.1, 1.0)),
    ]
    return next((value for matches, value in rules if matches), (0.1, 0.0))


def weight(key: str, shape: tuple[int, ...]) -> np.ndarray:
    """float32 tensor of the checkpoint key."""
    s, m = _scale(key, shape)
    n = mixed(key, np.arange(int(np.prod(shape)), dtype=np.uint64)) >> np.uint64(40)
    v = (n.astype(np.float64) * 2.0**-23 - 1) * s
    return (v + m if m else v).astype(np.float32).reshape(shape)


def expected(tensors: dict[str, np.ndarray], name: str, actual: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """(actual, golden, golden's standard deviation) at the stored places."""
    if name in tensors:
        return actual.reshape(-1), tensors[name].reshape(-1), float(tensors[name].std())
    values, shape = tensors[f"{name}@s"], tuple(tensors[f"{name}@shape"])
    assert actual.shape == shape, f"{name}: {actual.shape} here, {shape} in the golden"
    index = mixed("sample", np.arange(len(values), dtype=np.uint64)) % np.uint64(actual.size)
    return actual.reshape(-1)[index.astype(np.int64)], values, float(tensors[f"{name}@stats"][1])


def frames(count: int, height: int, width: int) -> np.ndarray:
    """uint8 `[count, height, width, 3]` of the golden pictures."""
    t, y, x, c = np.meshgrid(*(np.arange(n) for n in (count, height, width, 3)), indexing="ij")
    a = (3 * x + 2 * (c + 1) * y + 17 * t + 31 * c) % 510
    v = np.where(a < 256, a, 510 - a) + np.where(((x >> 4) + (y >> 4) + t) & 1, 24, -24)
    inside = (x >= width // 8) & (x < width // 8 + width // 5) & (y >= height // 2) & (y < height // 2 + height // 3)
    v = np.where(inside, np.choose(c, [np.full_like(t, 30), np.full_like(t, 180), 90 + 20 * t]), v)
    dx, dy = x - (width * (2 * t + 3)) // 13, y - (height * (t + 2)) // 7
    v = np.where(dx**2 + dy**2 < (min(height, width) // 4) ** 2, np.choose(c, [220, 60, 30]), v)
    grain = mixed("frames", np.arange(v.size, dtype=np.uint64)) >> np.uint64(59)
    return np.clip(v + grain.astype(np.int64).reshape(v.shape) - 16, 0, 255).astype(np.uint8)


def sound(seconds: int) -> np.ndarray:
    """int16 `[seconds * 16000]` of the golden sound."""
    n = np.arange(seconds * 16000, dtype=np.int64)
    q, total = n // 16000, np.zeros(len(n), np.int64)
    for k in range(3):
        step = ((220 + 110 * k * (k + 1) + 37 * q) << 32) // 16000
        phase = (n * step) & 0xFFFFFFFF
        total += ((phase >> 19) - 4096) * ((k + q) % 3 + 1)
    grain = (mixed("audio", n.astype(np.uint64)) >> np.uint64(53)).astype(np.int64) - 1024
    return (total + grain).astype(np.int16)
