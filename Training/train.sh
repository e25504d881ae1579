#!/usr/bin/env bash
# Trains the bundled model from nothing: all stages in order, each resumable. `train.sh RUNS [ESC10_FOLDER]`
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
runs=${1:?folder for checkpoints}
extra=(${2:+--extra-sounds "$2"})
python=${PYTHON:-$here/.venv/bin/python}
cd "$here"
for stage in sound picture fusion windows pairs words; do
    [ -e "$runs/$stage.done" ] && continue
    "$python" -m earshot_training.train "$stage" --runs "$runs" --resume "${extra[@]}"
    touch "$runs/$stage.done"
done
