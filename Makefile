# Two commands: `make demo` shows the main job, `make test` passes the tests. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared

.PHONY: demo test install lint bench gate docs clean

demo: $(VENV)/.installed
	$(BIN)/claimcmp run data/sample --out out/sample

test: $(VENV)/.installed
	$(BIN)/python -m pytest

install: $(VENV)/.installed

# The environment is made again when what it is made from changes.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimcmp needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt torch
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/mypy

# Every benchmark whose data is there, into benchmarks/results/.
bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.gate --data $(DATA) --write

# Fails when a metric falls below benchmarks/floors.json.
gate: lint
	$(BIN)/python -m benchmarks.gate --data $(DATA)

# Writes the CLI reference and the figures of the README from their sources.
docs: $(VENV)/.installed
	$(BIN)/python tools/write_docs.py

clean:
	rm -rf $(VENV) out build dist *.egg-info
