#!/usr/bin/env bash
# Trains the bundled model: all stages in order, each resumable. `train.sh RUNS [--extra-sounds ESC10_FOLDER] [--from-bundle BUNDLE]`
# STAGES="fusion windows pairs words" leaves the others out, for which a bundle can stand in.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
runs=$(realpath -m "${1:?folder for checkpoints}")
shift
python=${PYTHON:-$here/.venv/bin/python}
options=()
for option; do
    if [ -e "$option" ]; then option=$(realpath "$option"); fi
    options+=("$option")
done
cd "$here"
for stage in ${STAGES:-sound picture fusion windows pairs words}; do
    [ -e "$runs/$stage.done" ] && continue
    "$python" -m earshot_training.train "$stage" --runs "$runs" --resume "${options[@]}"
    touch "$runs/$stage.done"
done
