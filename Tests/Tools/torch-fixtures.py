#!/usr/bin/env python3
"""Writes the small PyTorch files of Tests/NetworkTests/Fixtures, each beside the same tensors as safetensors.

usage: torch-fixtures.py FOLDER        (needs torch, numpy and safetensors)
"""
import sys
from collections import OrderedDict
from pathlib import Path

import torch
from safetensors.torch import save_file


def numbers(*shape, dtype=torch.float32):
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float64) * 0.37 - 1.5).reshape(shape).to(dtype)


def every_kind():
    """Every element type, and every way tensors can lie in a storage."""
    base = numbers(6, 8)
    state = OrderedDict()
    state["single"] = numbers(2, 3)
    state["half"] = numbers(5, dtype=torch.float16)
    state["brain"] = numbers(3, 2, dtype=torch.bfloat16)
    state["double"] = numbers(4, dtype=torch.float64)
    for name in ("int64", "int32", "int16", "int8"):
        state[name] = torch.arange(-3, 4, dtype=getattr(torch, name))
    state["uint8"] = torch.arange(5, dtype=torch.uint8)
    state["bool"] = torch.tensor([True, False, True])
    state["scalar"] = torch.tensor(2.5)
    state["empty"] = torch.zeros(0, 4)
    state["base"] = base
    state["rows"] = base[2:5]
    state["transposed"] = base.t()
    state["every_other"] = base[::2, 1::3]
    state["repeated"] = numbers(4).expand(3, 4)
    state["permuted"] = numbers(2, 3, 4).permute(2, 0, 1)
    state["parameter"] = torch.nn.Parameter(numbers(3))
    return state


def trained():
    """What training code saves: weights under `model`, the optimizer and more beside them."""
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.Flatten())
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
    model(torch.ones(2, 3, 5, 5)).sum().backward()
    optimizer.step()
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [10])
    return {
        "model": model.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
        "iteration": 9, "notes": ["text", 1.5, None, (True, b"bytes"), {1, 2}, 2**80],
    }


class Block(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.ln_1 = torch.nn.LayerNorm(width)
        self.c_fc = torch.nn.Linear(width, 2 * width)

    def forward(self, x):
        return self.c_fc(self.ln_1(x).to(self.c_fc.weight.dtype))


class Tower(torch.nn.Module):
    """Half-precision matrices, single-precision norms, a size as a tensor: as OpenAI's archives are."""

    def __init__(self, width=4):
        super().__init__()
        self.positional_embedding = torch.nn.Parameter(numbers(3, width))
        self.proj = torch.nn.Parameter(numbers(width, 5, dtype=torch.float16))
        self.resblocks = torch.nn.Sequential(Block(width))
        self.register_buffer("context_length", torch.tensor(77))

    def forward(self, x):
        return self.resblocks(x + self.positional_embedding)


def tower():
    torch.manual_seed(2)
    model = Tower()
    for block in model.resblocks:
        block.c_fc.half()
    return model.eval()


def write(folder, name, tensors):
    save_file({key: value.detach().clone().contiguous() for key, value in tensors.items()}, folder / f"{name}.safetensors")


def main():
    folder = Path(sys.argv[1])
    kinds = every_kind()
    torch.save(kinds, folder / "kinds.pth")
    torch.save(kinds, folder / "legacy.pth", _use_new_zipfile_serialization=False)
    write(folder, "kinds", kinds)
    unsigned = {"short": torch.arange(4).to(torch.uint16), "int": torch.arange(3).to(torch.uint32)}
    torch.save(unsigned, folder / "unsigned.pth")
    write(folder, "unsigned", unsigned)
    checkpoint = trained()
    torch.save(checkpoint, folder / "trained.pth")
    write(folder, "trained", checkpoint["model"])
    model = tower()
    torch.jit.trace(model, torch.ones(3, 4), check_trace=False).save(str(folder / "traced.pt"))
    torch.jit.script(model).save(str(folder / "scripted.pt"))
    write(folder, "traced", model.state_dict())


if __name__ == "__main__":
    main()
