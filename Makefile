# Cellpark. `make run` and `make test` need Python >= 3.11 and nothing else; `make help` lists the rest.
.DEFAULT_GOAL := help
# Without its bytecode every process that starts would compile some 5,000 modules again.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test check bench faults lock clean setup setup-dev

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## set up what is missing, then start the site on http://localhost:8000 (Ctrl-C stops it)
	@exec .venv/bin/cellpark serve

test: setup-dev ## set up what tests need, then run every test
	@sh tools/browser.sh
	@.venv/bin/python -m cellpark.base.translations
	@.venv/bin/pytest -n 2

check: setup-dev ## style, types, floors, migrations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/python -W ignore -m django makemigrations --check --dry-run --settings cellpark.config.settings

bench: setup-dev ## measure, and write docs/benchmarks.md
	@.venv/bin/python -m bench

faults: setup-dev ## kill processes under load, 100 rounds
	@CELLPARK_FAULT_ROUNDS=100 .venv/bin/pytest tests/faults -m faults

lock: setup-dev ## renew requirements.lock, requirements-dev.lock and requirements-cluster.lock from pyproject.toml
	@sh tools/lock.sh

clean: ## remove what tools left behind; var (the database) and .venv stay
	@rm -rf build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete

setup:
	@sh tools/setup.sh requirements.lock

setup-dev:
	@sh tools/setup.sh requirements-dev.lock
