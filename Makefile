# Kondusif. `make` alone prints this help.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help up test test-postgres check bench soak lock wheel core dev peers clean

help: ## print this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: core ## install, prepare the exercise city, serve http://localhost:8000 (PORT= for another)
	@exec $(BIN)/kondusif up

test: dev ## install what the tests need and run the whole suite (ARGS= is handed to pytest)
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	KONDUSIF_HOME="$$home" $(BIN)/pytest -n 2 --dist worksteal -rsfE $(ARGS)

test-postgres: dev ## what asks a database, without the browser, on a PostgreSQL started for it and thrown away
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	KONDUSIF_HOME="$$home" $(BIN)/python tests/support/postgres.py $(BIN)/pytest -n 2 --dist worksteal -rsfE -m "not browser" $(ARGS)

check: dev ## lint, types, import law, translations, data schemas, locks
	@$(BIN)/python tools/check.py

bench: peers ## time the bars, print a table, write bench/results/latest.json
	@$(BIN)/python bench/run.py $(ARGS)

soak: dev ## about an hour of harm on loopback: 200 kills, ten minutes of flood, a thousand reports robbed, more fuzz
	@$(BIN)/python bench/soak.py $(ARGS)

lock: dev ## resolve the three locks anew (needs the network)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv && PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/lock.py

wheel: dev ## build the package into dist/
	@rm -rf build dist && $(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove .venv and build leftovers; the data in var/ stays
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

core:
	@$(PYTHON) tools/install.py core

dev:
	@$(PYTHON) tools/install.py dev

peers:
	@$(PYTHON) tools/install.py bench
