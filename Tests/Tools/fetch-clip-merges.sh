#!/usr/bin/env bash
# Puts CLIP's byte-pair merges where the tests look for them: .build/test-data/bpe_simple_vocab_16e6.txt and .txt.gz.
# They are not committed; the wheel of open_clip_torch on PyPI (MIT licence) carries them. Does nothing when they are there.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=.build/test-data
name=bpe_simple_vocab_16e6.txt
digest=924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a
if [ -s "$folder/$name" ] && echo "$digest  $folder/$name.gz" | sha256sum --check --status 2>/dev/null; then exit 0; fi

mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --no-deps --only-binary=:all: --dest "$work" open_clip_torch==3.3.0
python3 - "$work" "$name.gz" <<'PY'
import pathlib, sys, zipfile
work, name = pathlib.Path(sys.argv[1]), sys.argv[2]
with zipfile.ZipFile(next(work.glob("open_clip_torch-*.whl"))) as wheel:
    (work / name).write_bytes(wheel.read(f"open_clip/{name}"))
PY
echo "$digest  $work/$name.gz" | sha256sum --check --quiet
gzip --decompress --keep "$work/$name.gz"
mv "$work/$name.gz" "$work/$name" "$folder/"
