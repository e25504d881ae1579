"""`python -m earshot_training.scenes.clip NAME --out DIR`: a sample clip (H.264 and AAC in MP4) with its true labels."""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from . import soundbank
from .avsbench import truth
from .drawing import draw, key_time
from .midi import RATE
from .mixing import mix
from .scene import Scene, Thing, Voice
from .vocabulary import WORD_INDEX

FRAME_RATE, HEIGHT = 25, 288


def _seconds(pattern: str) -> tuple[bool, ...]:
    """"##..": sounding in the first two of four seconds."""
    return tuple(letter == "#" for letter in pattern)


def _voice(word: str, take: int, pattern: str, thing: int) -> Voice:
    return Voice(WORD_INDEX[word], take, 0.4, 0.0, _seconds(pattern), thing)


#: The sound moves from one thing to the other, there is silence in between, and both sound at once near the end.
CLIPS: dict[str, Scene] = {
    "dog-and-guitar": Scene(
        16, 5 / 3, 8, (0.3, 0.5, 0.8), False,
        (
            Thing("🐕", WORD_INDEX["dog"], 0.46, (0.38, 0.62), (0.014, -0.008), spin=0.006),
            Thing("🎸", WORD_INDEX["guitar"], 0.5, (1.32, 0.4), (-0.012, 0.012), angle=0.1),
        ),
        (_voice("dog", 3, "####........###.", 0), _voice("guitar", 2, ".....#####..###.", 1)),
    ),
    "three-sounds": Scene(
        15, 5 / 3, 12, (0.6, 0.4, 0.6), True,
        (
            Thing("🎺", WORD_INDEX["trumpet"], 0.4, (0.3, 0.32), (0.012, 0.01)),
            Thing("🚁", WORD_INDEX["helicopter"], 0.44, (0.95, 0.7), (0.01, -0.012)),
            Thing("🎻", WORD_INDEX["violin"], 0.42, (1.38, 0.33), (-0.006, 0.01), angle=-0.2),
        ),
        (_voice("trumpet", 5, "####...........", 0), _voice("helicopter", 1, "....#####......", 1), _voice("violin", 4, "..........####.", 2)),
    ),
}  # fmt: skip


def _encode(scene: Scene, sound: np.ndarray, path: Path) -> None:
    width = round(scene.aspect * HEIGHT)
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder, "sound.wav")
        wavfile.write(wave, RATE, np.round(sound * 32767).astype(np.int16))
        command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{HEIGHT}", "-r", str(FRAME_RATE), "-i", "-"]
        command += ["-i", str(wave), "-c:v", "libx264", "-preset", "slow", "-crf", "26", "-pix_fmt", "yuv420p", "-colorspace", "smpte170m"]
        command += ["-c:a", "aac", "-b:a", "64k", "-ar", "44100", "-movflags", "+faststart", str(path)]
        pictures = (draw(scene, frame / FRAME_RATE, HEIGHT).picture for frame in range(scene.seconds * FRAME_RATE))
        done = subprocess.run(command, input=b"".join(p.tobytes() for p in pictures), capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"ffmpeg could not write {path}: {done.stderr.decode(errors='replace').strip()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CLIPS)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    scene = CLIPS[arguments.name]
    arguments.out.mkdir(parents=True, exist_ok=True)
    bank = soundbank.load("test", soundbank.cache_folder())
    _encode(scene, mix(scene, bank), arguments.out / "clip.mp4")
    masks = [draw(scene, key_time(second), HEIGHT).masks() for second in range(scene.seconds)]
    (arguments.out / "truth.json").write_text(json.dumps(truth(scene, masks, None), indent=1) + "\n")
    print(f"{arguments.out / 'clip.mp4'}: {(arguments.out / 'clip.mp4').stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
