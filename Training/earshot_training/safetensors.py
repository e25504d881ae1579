"""Writing and reading safetensors files (header length, JSON header, raw little-endian tensors)."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np

KINDS = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "I64": np.int64, "I32": np.int32, "I16": np.int16, "U8": np.uint8}


def write(path: Path, tensors: dict[str, np.ndarray]) -> None:
    """Tensors in the given order; the header is padded so that the data begins at a multiple of 8."""
    names = {np.dtype(kind): name for name, kind in KINDS.items()}
    header, place = {}, 0
    for key, value in tensors.items():
        size = value.nbytes
        header[key] = {"dtype": names[value.dtype], "shape": list(value.shape), "data_offsets": [place, place + size]}
        place += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for value in tensors.values():
            file.write(np.ascontiguousarray(value).tobytes())


def read(path: Path) -> dict[str, np.ndarray]:
    """All tensors of a file."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    out = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        out[name] = np.frombuffer(data[8 + size + first : 8 + size + last], KINDS[entry["dtype"]]).reshape(entry["shape"])
    return out
