# Two commands: `make report` (the site of seeds/, or of CORPUS=path) and `make test`.
# Needs Python 3.11-3.13 with venv, and make. Everything lands in .venv/ and reports/.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORPUS ?= seeds
OUT    ?= reports
LOCALE ?= en
UV     := 0.13.9

.PHONY: report test check lab docs lock clean help

report: $(VENV)/.ready  ## the static HTML site of CORPUS in OUT, the figures of seeds/ in figures/
	$(BIN)/python -m analysis report $(CORPUS) --out $(OUT) --locale $(LOCALE) \
	  $(if $(filter seeds seeds/,$(CORPUS)),--figures figures)

test: $(VENV)/.ready  ## all tests
	$(BIN)/python -m pytest

check: $(VENV)/.ready  ## style, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(VENV)/.ready  ## JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV) \
	  && $(BIN)/uv pip sync -q --require-hashes -p $(BIN)/python requirements.lock \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

docs: $(VENV)/.ready  ## the generated catalogue of features and the frozen features of the seeds
	$(BIN)/python -m analysis.features.catalogue
	$(BIN)/python -m analysis features seeds/ --quiet --out tests/golden/features.csv

lock:  ## requirements.lock anew from pyproject.toml (needs uv on the path)
	uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock

clean:  ## remove what make made
	rm -rf $(VENV) reports

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
