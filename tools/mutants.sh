#!/usr/bin/env bash
# Change the rules, the origins, the dates and the guard in some places drawn at random, one at a time, and
# list the changes that no test notices. mutmut wants the package at the top, so it works in a copy.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | xargs -0 cp --parents -t "$copy"
cd "$copy"
mv hooks/chronicle chronicle
ln -s ../chronicle hooks/chronicle
sed -i 's/^pythonpath = .*/pythonpath = [".", "tools", "tests", "hooks"]/' pyproject.toml
cat > setup.cfg <<'SETTINGS'
[mutmut]
source_paths = chronicle/
only_mutate =
    chronicle/validation/*.py
    chronicle/domain/*.py
    chronicle/text/dates.py
pytest_add_cli_args_test_selection =
    tests/domain
    tests/validation
    tests/text/test_dates.py
also_copy =
    data
    docs
    hooks
    overrides
    tools
    tests
    .github
    mkdocs.yml
    pyproject.toml
    requirements.txt
    requirements.in
    Makefile
    README.md
    CHANGELOG.md
    CITATION.cff
    LICENSE
SETTINGS
"$bin/mutmut" run 'none of them' > log 2>&1 || true  # to make them and to learn which test runs which
"$bin/python" - "$1" > drawn <<'DRAW'
import json, pathlib, random, sys
files = sorted(pathlib.Path("mutants").rglob("*.meta"))
made = sorted(name for file in files for name in json.loads(file.read_text())["exit_code_by_key"])
print(*random.sample(made, min(int(sys.argv[1]), len(made))), sep="\n")
DRAW
xargs -a drawn "$bin/mutmut" run --max-children 2 > log 2>&1 || { tail -c 2000 log; exit 1; }
"$bin/mutmut" results --all true | grep -Ff drawn | sed -E 's/.*: //' | sort | uniq -c
{ "$bin/mutmut" results --all true | grep -Ff drawn | grep -E ': (survived|no tests|suspicious)$' || true; } | while IFS=: read -r name why; do
  echo "--- $name:$why"
  "$bin/mutmut" show "${name// /}" | tail -n +4
done
