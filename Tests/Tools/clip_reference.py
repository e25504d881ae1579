"""Reference numbers of CLIP from an implementation of other people, `open_clip`, with the weights of the rule.

    python Tests/Tools/clip_reference.py single vit_b32    writes the numbers of a model the authors' code was not run with
    python Tests/Tools/clip_reference.py double vit_l14    writes those of its image tower in double precision
    python Tests/Tools/clip_reference.py compare vit_l14   how far both precisions are from the numbers in the repository

Needs `pip install torch open_clip_torch`. The rule for weights and pictures is that of Training/tests/golden.py, the form of the
files that of Sources/TestSupport/Goldens/README.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import open_clip
import torch
from safetensors.numpy import load_file, save_file

ROOT = Path(__file__).resolve().parents[2]
GOLDENS = ROOT / "Sources/TestSupport/Goldens"
sys.path.insert(0, str(ROOT / "Training"))

from tests.golden import expected, frames, mixed, weight  # noqa: E402

#: Name here: name in open_clip, name of the reference numbers.
MODELS = {
    "vit_b16": ("ViT-B-16-quickgelu", "misc_vitb16"),
    "vit_b32": ("ViT-B-32-quickgelu", "misc_vitb32"),
    "vit_l14": ("ViT-L-14-quickgelu", "misc_vitl14"),
    "vit_l14_336": ("ViT-L-14-336-quickgelu", "misc_vitl14_336px"),
    "rn50": ("RN50-quickgelu", "misc_rn50"),
}
PROMPTS = ["a photo of a violin.", "There is a large emergency-car in the scene.", "This is a photo of a dog", "There is the missile-rocket in the scene"]
POSITIONS, SAMPLES = 13, 1024


def built(name: str, precision: torch.dtype) -> torch.nn.Module:
    """The model with weights by rule, in evaluation mode."""
    model = open_clip.create_model(MODELS[name][0], pretrained=None, precision="fp32").eval()
    with torch.no_grad():
        for key, tensor in model.state_dict().items():
            if tensor.is_floating_point() and key != "logit_scale":
                tensor.copy_(torch.from_numpy(weight(f"clip_adapter.clip_model.{key}", tuple(tensor.shape))))
    return model.to(precision)


def named_layers(model: torch.nn.Module) -> dict[str, torch.nn.Module]:
    """The layers whose results are compared, by the names of the numbers."""
    visual = model.visual
    layers = {f"text.block.{i}": block for i, block in enumerate(model.transformer.resblocks)}
    if hasattr(visual, "layer1"):
        return layers | {"image.avgpool": visual.avgpool} | {f"image.layer{i}": getattr(visual, f"layer{i}") for i in range(1, 5)}
    blocks = {f"image.block.{i}": block for i, block in enumerate(visual.transformer.resblocks)}
    return layers | blocks | {"image.conv1": visual.conv1, "image.ln_pre": visual.ln_pre, "image.ln_post": visual.ln_post}


@torch.inference_mode()
def computed(name: str, precision: torch.dtype) -> dict[str, np.ndarray]:
    """Every compared tensor of two pictures and four prompts."""
    model, found = built(name, precision), {}

    def recorder(key: str):
        def record(_module, _arguments, output: torch.Tensor) -> None:
            value = output[:, :POSITIONS] if key.startswith("text.") else output
            found[key] = (value[:, 0] if key == "image.ln_post" and value.ndim == 3 else value).numpy().copy()

        return record

    for key, layer in named_layers(model).items():
        layer.register_forward_hook(recorder(key))
    side = model.visual.image_size[0] if isinstance(model.visual.image_size, tuple) else model.visual.image_size
    mean, std = (np.float32(v) for v in ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)))
    pictures = ((frames(2, side, side).astype(np.float32) / 255 - mean) / std).transpose(0, 3, 1, 2)
    image = model.encode_image(torch.from_numpy(pictures.copy()).to(precision))
    text = model.encode_text(open_clip.tokenize(PROMPTS))
    found["image.embed"], found["text.embed"] = image.numpy(), text.numpy()
    unit = [torch.nn.functional.normalize(x, dim=-1) for x in (image, text)]
    found["logits"] = (100 * unit[0] @ unit[1].T).numpy()
    return found


def write(tensors: dict[str, np.ndarray], name: str) -> None:
    """Small tensors in full, of the others a sample, shape and statistics."""
    stored = {}
    for key, value in tensors.items():
        if value.size <= 8 * SAMPLES:
            stored[key] = value.astype(np.float32)
            continue
        index = mixed("sample", np.arange(SAMPLES, dtype=np.uint64)) % np.uint64(value.size)
        wide = value.astype(np.float64)
        stored[f"{key}@s"] = value.reshape(-1)[index.astype(np.int64)].astype(np.float32)
        stored[f"{key}@shape"] = np.array(value.shape, np.int64)
        stored[f"{key}@stats"] = np.array([wide.mean(), wide.std(), wide.min(), wide.max()])
    save_file({key: np.ascontiguousarray(value) for key, value in stored.items()}, GOLDENS / f"{name}.safetensors")


def compare(name: str) -> None:
    """Largest difference of every tensor, over max(1, standard deviation)."""
    golden = load_file(GOLDENS / f"{MODELS[name][1]}.safetensors")
    runs = {str(precision).removeprefix("torch."): computed(name, precision) for precision in (torch.float32, torch.float64)}
    print(f"{'tensor':<16}" + "".join(f"{run:>12}" for run in runs))
    for key in runs["float32"]:
        line = f"{key:<16}"
        for values in runs.values():
            actual, stored, deviation = expected(golden, key, values[key])
            line += f"{np.abs(actual - stored).max() / max(1, deviation):>12.1e}"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("single", "double", "compare"))
    parser.add_argument("model", choices=MODELS)
    arguments = parser.parse_args()
    stored = MODELS[arguments.model][1]
    if arguments.action == "single":
        write(computed(arguments.model, torch.float32), stored)
    elif arguments.action == "double":
        image = {key: value for key, value in computed(arguments.model, torch.float64).items() if not key.startswith("text.")}
        write(image, f"{stored}_double")
    else:
        compare(arguments.model)


if __name__ == "__main__":
    main()
