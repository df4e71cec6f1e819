# The commands that CI runs too. `make report` and `make test` do all set-up themselves, on a machine with
# only python3 (>= 3.11), venv, make and a package index; `make check` also asks for Node, Chromium and a JDK.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile pyproject.toml --group backend --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet $(UPGRADE)
# The share of lines and branches that the tests must reach where none is skipped for want of a source.
COVERED := $(if $(CI),--cov-fail-under=95)
PACKAGE := pyproject.toml src/wijkbewijs/__init__.py

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help report test check lint accessibility documents bench lock clean

help: ## Show what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

report: $(VENV)/report.stamp ## Make the letter with its annexes and receipts, in out/<period>/
	$(BIN)/wijkbewijs report

test: $(VENV)/test.stamp ## Run every test, with branch coverage
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --cov --cov-report=term $(COVERED)

check: lint accessibility documents ## Judge code, pages and documents: contracts, style, types, licences, WCAG, PDF/UA

lint: $(VENV)/check.stamp
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

accessibility: report node_modules/.stamp $(VENV)/check.stamp
	$(BIN)/python -m tests.accessibility.pages out/*/ | xargs node tests/accessibility/axe.mjs

documents: report $(VENV)/check.stamp
	$(BIN)/python -m tests.documents.check out/*/

bench: $(VENV)/check.stamp ## Measure beside named peers, in one run, into benchmarks/results.json
	$(BIN)/python -m benchmarks.run

lock: $(VENV)/check.stamp ## Lock the dependencies with hashes; UPGRADE=--upgrade takes newer ones
	$(LOCK) --extra check --output-file requirements/check.txt
	$(LOCK) --extra test --constraints requirements/check.txt --output-file requirements/test.txt
	$(LOCK) --constraints requirements/check.txt --output-file requirements/report.txt

clean: ## Remove what was made, but not the environment
	rm -rf out build dist htmlcov .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# Two steps: everything that is locked, by hash; then the package itself, without asking an index anything.
$(VENV)/%.stamp: requirements/%.txt $(PACKAGE) | $(BIN)/python
	$(INSTALL) --require-hashes --requirement $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Wijkbewijs needs Python 3.11 or later; name it as PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

node_modules/.stamp: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@
