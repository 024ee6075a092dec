# make run   install, extract samples/ into out/, show the result
# make test  install with what the tests need, lint, type-check, test
VENV   ?= .venv
PYTHON ?= python3
PY     := $(VENV)/bin/python
CCHC   := $(VENV)/bin/cchc

.PHONY: run test lint types bench samples clean

run: $(VENV)/.installed
	$(CCHC) extract samples --out out --replace
	$(CCHC) show samples/ke-hoach-cai-thien-chi-so.docx --only scores
	$(PY) -m samples.query out

test: $(VENV)/.installed-dev lint types
	$(VENV)/bin/pytest -n auto

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.installed-dev
	$(VENV)/bin/mypy

bench: $(VENV)/.installed-dev
	$(PY) -m bench.read_docx
	$(PY) -m bench.extract

samples: $(VENV)/.installed
	$(PY) -m samples.build

# A Debian Python comes without venv: as root (or asked with SYSTEM=1, through sudo) it is installed, else it is named.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "cchc needs Python 3.11 or later; say which with PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  elif [ -n "$(SYSTEM)" ]; then sudo apt-get update -qq && sudo apt-get install -y -qq python3-venv; \
	  else echo "python3-venv is missing: install it, or run again with SYSTEM=1" >&2; exit 1; fi; \
	  $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) out/* out/.cchc .pytest_cache .mypy_cache .ruff_cache .hypothesis
