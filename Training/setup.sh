#!/usr/bin/env bash
# Installs what Training/ needs: `setup.sh scenes` for the scene generator, `setup.sh all` for training as well.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
what=${1:-scenes}
packages=(fonts-noto-color-emoji fluidsynth fluid-soundfont-gm ffmpeg python3-venv)
missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    run=(apt-get install -y --no-install-recommends "${missing[@]}")
    [ "$(id -u)" = 0 ] || run=(sudo "${run[@]}")
    "${run[@]}"
fi
[ -x "$here/.venv/bin/python" ] || python3 -m venv "$here/.venv"
case $what in
scenes) grep -E '^(numpy|scipy|pillow)==' "$here/requirements.txt" | "$here/.venv/bin/pip" install -q -r /dev/stdin ;;
all) "$here/.venv/bin/pip" install -q -r "$here/requirements.txt" ;;
*) echo "usage: setup.sh [scenes|all]" >&2; exit 2 ;;
esac
