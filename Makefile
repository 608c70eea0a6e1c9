# Everything needs only python3 (3.11 or newer, with venv), make, and a package registry.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
SCHEMA := docs/schema/report-$(shell sed -n 's/^SCHEMA_VERSION = "\(.*\)"/\1/p' src/jixiao/schema/version.py)
DEMO   ?= samples/demo.docx

# Each process that a test starts would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types unit coverage schema rules readme patterns samples bench clean

help: ## What there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: $(READY) ## Make .venv and install Jixiao with its tools into it

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; try: make setup PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable '.[dev]'
	@touch $(READY)

demo: setup ## Parse a sample report and show it
	$(BIN)/jixiao show "$(DEMO)"
	$(BIN)/jixiao why "$(DEMO)" /spending/0/amount
	@echo; echo "The same as JSON: $(BIN)/jixiao parse --indent \"$(DEMO)\""

test: lint types unit ## Everything that must pass: lint, types, import layers, tests

lint: setup ## Style, formatting, import layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache --no-logo

types: setup ## mypy, strict
	$(BIN)/mypy

unit: setup ## The tests, in parallel
	$(BIN)/pytest -n auto --dist worksteal

coverage: setup ## The tests with coverage (twice the time); fails below the least
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered

schema: setup ## Write the JSON Schema and the page of fields anew
	$(BIN)/jixiao schema > $(SCHEMA).new && mv $(SCHEMA).new $(SCHEMA).schema.json
	$(BIN)/jixiao schema --markdown > $(SCHEMA).new && mv $(SCHEMA).new $(SCHEMA).md

rules: setup ## Write the page of the rule book anew
	$(BIN)/python -m jixiao.checks.reference > docs/rules.md.new && mv docs/rules.md.new docs/rules.md

readme: setup ## Refresh the output that the READMEs show
	$(BIN)/python tools/readme.py

patterns: setup ## Run the examples of all patterns
	$(BIN)/jixiao patterns test

bench: setup ## Measure speed and memory (tests/benchmarks)
	@for bench in tests/benchmarks/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

clean: ## Remove what was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
