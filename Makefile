# Every target first sets up .venv from the lock, with uv if there is one, else with venv and pip.
# Needed beforehand: python3 >= 3.11 with its venv module, make, git, and the system libraries that
# packaging/qt_libraries.py names if one is missing.

PYTHON ?= python3
OUT    ?= build

VENV   := .venv
BIN    := $(VENV)/bin
LOCK   := packaging/lock/dev.txt
READY  := $(VENV)/.ready
UV     := $(shell uv --version >/dev/null 2>&1 && echo uv)
UI      = $(shell find pos/ui -name '*.py' | sort)
QM     := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))
comma  := ,
space  := $(subst ,, )
PERFECT := $(subst $(space),$(comma),$(strip $(shell sed 's/\#.*//' tests/perfect.txt)))
CENTRE := tests/central tests/journeys
SCREEN := $(if $(strip $(DISPLAY)$(WAYLAND_DISPLAY)),window,offscreen)

.DEFAULT_GOAL := run
.PHONY: run test test-centre test-till lint tour screens kills bench translations clean lock
.DELETE_ON_ERROR:

test test-centre test-till tour screens kills: export QT_QPA_PLATFORM := offscreen

run: $(VENV)/.qt-$(SCREEN) $(QM)
	$(BIN)/python main.py

# Two halves at the same time, one for each core; the till's walks every branch of tests/perfect.txt by itself.
test: $(VENV)/.qt-offscreen $(QM)
	@mkdir -p $(OUT)
	$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target test-centre test-till

test-centre:
	$(BIN)/python -m pytest $(CENTRE)

test-till:
	$(BIN)/coverage run --source=$(PERFECT) -m pytest $(CENTRE:%=--ignore=%)
	$(BIN)/coverage report

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

tour: $(VENV)/.qt-offscreen $(QM)
	$(BIN)/python main.py tour --out $(OUT)/tour

screens: $(VENV)/.qt-offscreen $(QM)
	$(BIN)/python main.py screens --out $(OUT)/screens

bench: $(VENV)/.qt-offscreen $(QM)
	$(BIN)/python -m tests.bench

# The long version of what `make test` does a dozen times: fifty kill -9 at random, and every failpoint.
kills: $(VENV)/.qt-offscreen
	TRESEN_KILLS=50 $(BIN)/python -m pytest tests/journeys/test_kills.py

# Collect new strings of the screens; translate them in Qt Linguist, then `make test` says what is missing.
translations: $(READY)
	for language in de nl; do $(BIN)/pyside6-lupdate -no-obsolete -locations none $(UI) \
	  -source-language en -target-language $$language -ts resources/i18n/tresen_$$language.ts || exit 1; done
	$(BIN)/pyside6-lupdate -no-obsolete -pluralonly -locations none $(UI) \
	  -source-language en -target-language en -ts resources/i18n/tresen_en.ts

clean:
	rm -rf $(VENV) $(OUT) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f resources/i18n/*.qm
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Tresen needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …'; exit 1; }
ifdef UV
	uv venv -q --allow-existing --python $(PYTHON) $(VENV)
	uv pip install -q --python $(BIN)/python --require-hashes -r $(LOCK)
	uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

# Qt links to libraries of the system: try them before anything else does, and say what is missing.
$(VENV)/.qt-%: $(READY) packaging/qt_libraries.py
	@$(BIN)/python packaging/qt_libraries.py $*
	@touch $@

%.qm: %.ts $(READY) | $(VENV)/.qt-offscreen
	$(BIN)/pyside6-lrelease -silent $< -qm $@

# After a change of dependencies in pyproject.toml (make lock UPGRADE=--upgrade for new versions).
# The centre's lock leaves Qt out: a server has no windows.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
           --no-header --no-annotate -q $(UPGRADE)
lock:
	$(COMPILE) --extra central --group dev -o packaging/lock/dev.txt
	$(COMPILE) -c packaging/lock/dev.txt -o packaging/lock/till.txt
	$(COMPILE) -c packaging/lock/dev.txt --extra central --no-emit-package pyside6-essentials \
	  --no-emit-package shiboken6 -o packaging/lock/central.txt
