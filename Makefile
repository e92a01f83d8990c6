# `make demo` shows the plugin on its sample log, `make test` checks everything, `make plugin` writes the zip for DSS.
# Python 3.10 or later and make are enough; everything else is installed into .venv.

# The first Python between two versions that can make a virtual environment.
find_python = $(shell for python in python3.11 python3.12 python3.13 python3.10 python3; do \
	if $$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, $(1)))' 2>/dev/null; \
	then echo $$python; break; fi; done)
PYTHON ?= $(call find_python,13)
# numpy 1.26 has no wheel for Python 3.13.
PYTHON_FOR_PANDAS22 ?= $(call find_python,12)
VERSION = $(shell sed -n 's/^ *"version": *"\([^"]*\)".*/\1/p' plugin.json)
ZIP = dist/dss-plugin-process-mining-$(VERSION).zip
# Not for DSS: what only serves development.
LEFT_OUT = tests sandbox demo benchmarks frontend .ci Makefile pyproject.toml .gitignore .gitattributes

LOG ?=
COLUMNS ?=
# Two at a time: most of the time goes into processes that the tests start.
PYTEST = -m pytest -n 2 --dist loadfile

.PHONY: demo test lint types test-pandas3 test-pandas22 check-code-env bench plugin check-plugin clean $(ZIP)
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
	PYTHONPATH=python-lib .venv/bin/python -m benchmarks

plugin: $(ZIP)

# Always made anew, from what is committed: no file's age says whether the last commit is in the zip.
$(ZIP):
	@git diff --quiet HEAD -- || echo "note: changes that are not committed are not in the zip"
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
	@test -n "$(PYTHON_FOR_PANDAS22)" || { echo "error: Python 3.10, 3.11 or 3.12 with venv is needed to test with" \
		"pandas 2.2 and was not found."; exit 1; }
	$(PYTHON_FOR_PANDAS22) -m venv .venv-pandas22
	.venv-pandas22/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements-pandas22.txt
	@touch $@
