# `make demo` shows the plugin on its sample log, `make test` checks everything, `make plugin` writes the zip for DSS.
# Python 3.10 or later and make are enough; everything else is installed into .venv.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.10 python3; do \
	if $$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' 2>/dev/null; \
	then echo $$python; break; fi; done)
VERSION = $(shell sed -n 's/^ *"version": *"\([^"]*\)".*/\1/p' plugin.json)
ZIP = dist/dss-plugin-process-mining-$(VERSION).zip
# Not for DSS: what only serves development.
LEFT_OUT = docs tests sandbox demo benchmarks frontend .ci Makefile pyproject.toml .gitignore .gitattributes

LOG ?=
COLUMNS ?=
PYTEST = -m pytest

.PHONY: demo test lint types test-pandas3 test-pandas22 check-code-env bench plugin check-plugin clean
.DEFAULT_GOAL = demo

demo: .venv/.demo
	@.venv/bin/python -m demo show $(if $(LOG),"$(LOG)") $(COLUMNS)

test: lint types test-pandas3 test-pandas22 check-code-env

lint: .venv/.test
	.venv/bin/ruff check .

types: .venv/.test
	.venv/bin/mypy python-lib sandbox demo benchmarks
	@for recipe in custom-recipes/*/recipe.py; do .venv/bin/mypy $$recipe || exit 1; done

test-pandas3: .venv/.test
	.venv/bin/python $(PYTEST)

test-pandas22: .venv-pandas22/.test
	.venv-pandas22/bin/python $(PYTEST)

check-code-env: .venv/.test
	.venv/bin/python tests/check_code_env.py

bench: .venv/.test
	.venv/bin/python -m benchmarks

plugin: $(ZIP)

$(ZIP): $(shell git ls-files 2>/dev/null)
	@mkdir -p dist
	git archive --format=zip --output=$@ HEAD -- . $(foreach path,$(LEFT_OUT),':(exclude)$(path)')
	@echo "wrote $@"

check-plugin: plugin .venv/.test
	.venv/bin/python tests/check_plugin_zip.py $(ZIP)

clean:
	rm -rf .venv .venv-pandas22 dist demo-output

.venv/.made:
	@test -n "$(PYTHON)" || { echo "error: Python 3.10, 3.11, 3.12 or 3.13 with venv is needed and was not found." \
		"On Debian or Ubuntu: apt-get install python3 python3-venv."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.demo: .venv/.made demo/requirements.txt code-env/python/spec/requirements.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r demo/requirements.txt
	@touch $@

.venv/.test: .venv/.demo tests/requirements.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

.venv-pandas22/.test: tests/requirements-pandas22.txt tests/requirements.txt code-env/python/spec/requirements.txt
	@test -n "$(PYTHON)" || { echo "error: Python 3.10 to 3.12 is needed and was not found."; exit 1; }
	$(PYTHON) -m venv .venv-pandas22
	.venv-pandas22/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements-pandas22.txt
	@touch $@
