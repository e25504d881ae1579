#!/usr/bin/env python3
"""Writes weights as PyTorch publishes them, for comparing what Earshot reads (needs torch and safetensors).

usage: torch-checkpoint.py checkpoint IN.safetensors OUT.pth
           what training code saves: the weights under `model`, an optimizer's state beside them
       torch-checkpoint.py archive IN.safetensors KEYS.json OUT.pt OUT.safetensors
           a TorchScript archive with the element types that KEYS.json lists, and the same values as safetensors
"""
import json
import sys
from collections import OrderedDict

import torch
from safetensors import safe_open
from safetensors.torch import save_file


def tensors(path):
    with safe_open(path, "pt") as file:
        return OrderedDict((key, file.get_tensor(key)) for key in file.keys())


def checkpoint(source, target):
    weights = tensors(source)
    first = next(iter(weights.values()))
    moments = {"step": torch.tensor(9.0), "exp_avg": torch.zeros_like(first), "exp_avg_sq": torch.zeros_like(first)}
    optimizer = {"state": {0: moments}, "param_groups": [{"lr": 1e-4, "betas": (0.9, 0.999), "params": [0]}]}
    torch.save({"model": weights, "optimizer": optimizer, "iteration": 96227, "__author__": "test"}, target)


def module(weights):
    """Modules nested as the dots of the names say."""
    root = torch.nn.Module()
    for name, value in weights.items():
        *path, leaf = name.split(".")
        place = root
        for step in path:
            if step not in place._modules:
                place.add_module(step, torch.nn.Module())
            place = place._modules[step]
        if value.is_floating_point():
            place.register_parameter(leaf, torch.nn.Parameter(value, requires_grad=False))
        else:
            place.register_buffer(leaf, value)
    return root


def archive(source, keys, target, same):
    listed = {item["key"]: item for item in json.load(open(keys))["tensors"]}
    found = tensors(source)
    weights = OrderedDict()
    for key, item in listed.items():
        kind = getattr(torch, item["dtype"])
        weights[key] = found[key].to(kind) if key in found else torch.full(item["shape"], 7, dtype=kind)
    torch.jit.script(module(weights)).save(target)
    save_file({key: value.contiguous() for key, value in weights.items()}, same)


if __name__ == "__main__":
    {"checkpoint": checkpoint, "archive": archive}[sys.argv[1]](*sys.argv[2:])
