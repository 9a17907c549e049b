#!/usr/bin/env bash
# Lock the dependencies anew, all or the one that is named, for every platform, with hashes and without any registry's address.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 -m pip --python .venv/bin/python install --quiet uv
which=(--upgrade)
if [ -n "${1:-}" ]; then which=(--upgrade-package "$1"); fi
for name in requirements requirements-dev requirements-audit; do
  .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "${which[@]}" "$name.in" -o "$name.txt"
done
