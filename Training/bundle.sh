#!/usr/bin/env bash
# Writes the bundle and the window that Earshot's tests compare with. `bundle.sh RUNS [export options]`, e.g. --extra-sounds --from-bundle BUNDLE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
runs=${1:?folder of checkpoints}
shift
python=${PYTHON:-$here/.venv/bin/python}
root=$(dirname "$here")
cd "$here"
"$python" -m earshot_training.export --runs "$runs" --out "$root/Sources/Bundles/Resources/sandbox" "$@"
"$python" -m earshot_training.fixture --bundle "$root/Sources/Bundles/Resources/sandbox" --out "$root/Tests/DaemonKitTests/Fixtures/sandbox_window.safetensors"
