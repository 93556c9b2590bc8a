# make demo    an invented province on http://127.0.0.1:8000
# make test    every test          make check   what holds for the code
# make bench   the figures         make clean   the environment and what is made from the sources (no data)
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help env demo test check bench clean

VENV ?= .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
# The first of these that is 3.11 or later; override with: make PYTHON=/path/to/python3
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
  $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; exit; }; done; echo none)
PORT ?= 8000
BENCHES ?= search import dossier pages export record people
CATALOGUES := $(shell find mingjian -name '*.po' -not -path '*/node_modules/*' 2>/dev/null)

help:
	@sed -n '1,3s/^# //p' Makefile

$(BIN)/python:
	@if [ "$(PYTHON)" = none ]; then \
	  echo "Mingjian needs Python 3.11 or later. Install it, or name it: make PYTHON=/path/to/python3 demo" >&2; exit 1; fi
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make an environment here. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# Everything is locked with hashes, also what builds the package itself; `-e .` cannot carry a hash, so it comes alone.
$(STAMPS)/run: requirements/run.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/catalogues: $(CATALOGUES) $(STAMPS)/run
	$(BIN)/python -m tools.catalogue compile
	@touch $@

env: $(STAMPS)/test $(STAMPS)/catalogues

demo: $(STAMPS)/run $(STAMPS)/catalogues
	@$(BIN)/mingjian demo --port $(PORT)

check: env
	$(BIN)/python -m tools.check

# Browser journeys come after the others and one at a time: a browser needs a core of its own.
test: env
	$(BIN)/python -m pytest -n 2 -m "not browser"
	$(BIN)/python -m pytest -m browser

bench: $(STAMPS)/run $(STAMPS)/catalogues
	@for each in $(BENCHES); do $(BIN)/mingjian bench $$each --json; done

clean:
	rm -rf $(VENV) .mingjian-tests build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find mingjian tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find mingjian -name '*.mo' -delete
