# make run   install, extract samples/ into out/, show the result
# make test  install with what the tests need (programs too: make system), lint, type-check, test
VENV   ?= .venv
PYTHON ?= python3
PY     := $(VENV)/bin/python
CCHC   := $(VENV)/bin/cchc

# Programs that read what Python cannot, each with the Debian packages that bring it.
PROGRAMS := soffice:libreoffice-writer-nogui,libreoffice-calc-nogui tesseract:tesseract-ocr,tesseract-ocr-vie

test: PROGRAMS += chromium:chromium  # the review page is tried in a browser

.PHONY: run test lint types bench samples system soak clean

run: $(VENV)/.installed system
	$(CCHC) extract samples --out out --replace || test $$? = 3  # 3: published, though a program is missing
	$(CCHC) show samples/ke-hoach-cai-thien-chi-so.docx --only scores
	$(PY) -m samples.query out

test: $(VENV)/.installed-dev system lint types
	$(VENV)/bin/pytest -n auto

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.installed-dev
	$(VENV)/bin/mypy

bench: $(VENV)/.installed-dev
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(PY) -m bench.read_docx
	$(PY) -m bench.read_pdf
	$(PY) -m bench.read_doc
	$(PY) -m bench.extract
	$(PY) -m bench.questions
	$(PY) -m bench.review

# The long form of the tests: 2,000 new examples for each grammar, then nights: the fault suite, 200 kills, 150 damaged
# files of each format, and 20,000 documents; an hour or two.
soak: $(VENV)/.installed-dev
	$(VENV)/bin/pytest -n auto -q --hypothesis-profile exploring
	$(PY) -m tests.soak 200
	$(PY) -m tests.damage 150
	$(PY) -m bench.nights 20000

samples: $(VENV)/.installed
	$(PY) -m samples.build

# What is missing is installed as root, or through sudo if asked with SYSTEM=1; else it is named, and all that does not
# need it still works.
system:
	@missing=""; \
	for program in $(PROGRAMS); do \
	  command -v "$${program%%:*}" >/dev/null || missing="$$missing $$(echo "$${program#*:}" | tr , ' ')"; \
	done; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; \
	elif [ -n "$(SYSTEM)" ]; then sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends $$missing; \
	else echo "missing:$$missing. Install them, or run again with SYSTEM=1; some formats cannot be read without." >&2; fi

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
