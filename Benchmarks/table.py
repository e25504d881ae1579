"""Prints the measurements of `Benchmarks/run` as a table: seconds per snippet here, in PyTorch, and their ratio."""

import json
import pathlib
import sys

PARTS = ["log_mel", "vggish", "backbone", "pixel_decoder", "mask_decoder", "crop"]


def main(folder: pathlib.Path) -> None:
    for path in sorted(folder.glob("*.swift.json")):
        name = path.name.removesuffix(".swift.json")
        ours = json.loads(path.read_text())
        other = folder / f"{name}.torch.json"
        theirs = json.loads(other.read_text()) if other.exists() else None
        height, width = ours["picture"]
        print(f"{name}: picture {height}x{width}, {ours['threads']} threads, peak memory {ours['peak_memory_mb']} MB")
        print(f"  {'stage':<14} {'Earshot s':>10} {'PyTorch s':>10} {'ratio':>7}")
        for part in PARTS + ["total"]:
            mine = ours["total"] if part == "total" else ours["seconds_per_snippet"][part]
            if theirs is None:
                print(f"  {part:<14} {mine:>10.4f} {'not run':>10}")
                continue
            torch = theirs["total"] if part == "total" else theirs["seconds_per_snippet"][part]
            print(f"  {part:<14} {mine:>10.4f} {torch:>10.4f} {torch / mine:>6.2f}x")
        if theirs is None:
            print("  PyTorch was not run: it is not installed for this Python (EARSHOT_PYTHON names another)")
        else:
            print(f"  PyTorch {theirs['torch']}; ratio above 1: Earshot is faster")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
