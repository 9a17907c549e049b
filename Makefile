# All the work of this project, each line one command. `make help` lists them. Every command sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
# The date of the last commit is the date of the build, so that two builds of one commit are the same.
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.PHONY: help serve build dist check new format schema diff prose test release stage fuzz mutants new-chronicle benchmark audit lock lint clean
help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

serve: .venv/build  ## set up, build and serve the site at http://127.0.0.1:8000, again at every change
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

build: .venv/build  ## build the site into site/
	$(BIN)/mkdocs build --strict

dist: .venv/build  ## write the zipped site and a book (EPUB) into dist/, and offer them in site/
	$(BIN)/python tools/takeaway

check: .venv/build  ## say everything that is wrong with data/ and docs/; what is right is built in memory, in seconds
	@$(BIN)/python hooks/chronicle

new: .venv/build  ## write a new record: KIND=source ID=… [URL=…] [FROM=reference.json|.bib|.ris]; asks if nothing is said
	@$(BIN)/python tools/authoring new --kind "$$KIND" --id "$$ID" --url "$$URL" --from "$$FROM"

format: .venv/build  ## put data/ into one style without changing a word, and refresh the schemas
	@$(BIN)/python tools/authoring format

schema: .venv/build  ## write the schemas for editors into data/schema/, which is not committed
	@$(BIN)/python tools/authoring schema

diff: .venv/build  ## list what changed in statements, positions and counts since BASE=origin/main [FORMAT=markdown]
	@$(BIN)/python tools/authoring diff --base "$$BASE" --format "$$FORMAT"

test: .venv/test .venv/browser  ## set up and pass every test, those in a browser included
	$(BIN)/ruff check hooks tests tools
	$(BIN)/mypy --strict hooks/chronicle hooks/publish.py
	$(BIN)/pytest -q -n auto --dist worksteal

prose: .venv/test  ## measure the prose: sentences, reading grade, hedges, phrases, forms of parties [PAGE=docs/index.md]
	@$(BIN)/python tools/prose $(if $(PAGE),--details "$(PAGE)")

release: .venv/build  ## write VERSION=x.y.z into site.yml and CITATION.cff, and what it publishes into published.json
	@test -n "$(VERSION)" || { echo "name the version: make release VERSION=1.2.0"; exit 1; }
	@$(BIN)/python tools/authoring release "$(VERSION)" $(if $(DATE),--date "$(DATE)")

stage: .venv/build  ## write every page as Markdown into DIR=folder, for MkDocs, ProperDocs, Zensical or Pandoc
	@test -n "$(DIR)" || { echo "name the folder: make stage DIR=folder"; exit 1; }
	@$(BIN)/python tools/staging.py "$(DIR)"

fuzz: .venv/build  ## change records, prose and pictures at random for SECONDS=60, and look for faults [ROOT=.]
	@$(BIN)/python tools/fuzz.py --seconds "$(or $(SECONDS),60)" --root "$(or $(ROOT),tests/fixtures/world)"

mutants: .venv/audit  ## change the rules, origins and dates in SAMPLE=150 places, and list what no test notices
	tools/mutants.sh "$(or $(SAMPLE),150)"

new-chronicle: .venv/build  ## write a new repository for another event into DIR=folder
	@$(BIN)/python tools/new_chronicle.py "$(DIR)"

benchmark: .venv/test  ## time builds of 1, 3 and 10 times the records [ARGUMENTS="--times 1 --runs 1 --write"]
	$(BIN)/python tools/benchmark.py $(ARGUMENTS)

audit: .venv/test .venv/browser dist  ## what needs Java and Node: the Nu HTML checker, EPUBCheck and Lighthouse
	tools/audit.sh

lock: .venv/test  ## lock the dependencies anew, with hashes; PACKAGE=name only that one
	tools/lock.sh "$(PACKAGE)"

lint: .venv/test  ## only the style and the types of the code
	$(BIN)/ruff check hooks tests tools
	$(BIN)/mypy --strict hooks/chronicle hooks/publish.py

clean:  ## delete what the commands made
	rm -rf .venv site dist .site.* .dist.* .pytest_cache .mypy_cache .ruff_cache

# Debian's Python may come without ensurepip, so the environment borrows the pip that is there.
.venv/bin/python:
	@echo "Making the virtual environment …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv --without-pip .venv

.venv/build: requirements.txt | .venv/bin/python
	@echo "Installing what the build needs (locked, with hashes) …"
	$(PYTHON) -m pip --python $(BIN)/python install --disable-pip-version-check --quiet --progress-bar on --require-hashes -r requirements.txt
	@$(BIN)/python tools/authoring schema > /dev/null
	@touch $@

.venv/test: requirements-dev.txt .venv/build
	@echo "Installing what the tests need …"
	$(PYTHON) -m pip --python $(BIN)/python install --disable-pip-version-check --quiet --progress-bar on --require-hashes -r requirements-dev.txt
	@touch $@

.venv/audit: requirements-audit.txt .venv/test
	$(PYTHON) -m pip --python $(BIN)/python install --disable-pip-version-check --quiet --progress-bar on --require-hashes -r requirements-audit.txt
	@touch $@

.venv/browser: .venv/test
	@$(BIN)/python tools/browser.py
	@touch $@
