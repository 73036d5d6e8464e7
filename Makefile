# make run    sets everything up and does the main job on bundled input
# make test   style, types, layers and the whole test suite
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev run test test-fast search test-data bench bench-country bench-reform bench-plan lock clean

run: setup
	$(BIN)/littlegiant demo

setup: $(VENV)/.runtime

setup-dev: $(VENV)/.dev

test: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadfile

test-fast: setup-dev
	$(BIN)/python -m pytest -m "not slow"

# Looks for new cases: everything that draws at random, with seeds of its own, until one fails or ROUNDS are over.
ROUNDS ?= 20
search: setup-dev
	@for round in $$(seq $(ROUNDS)); do \
	  $(BIN)/python -m pytest --hypothesis-profile=search -x tests/cli tests/engines tests/finality \
	    tests/letters tests/tables || exit 1; done

# Real data outside the repository, found through LITTLEGIANT_DATA; fails without it, writes its result under docs/.
test-data: setup-dev
	@test -n "$$LITTLEGIANT_DATA" || { echo "Set LITTLEGIANT_DATA to the folder of the real data (see docs/real-data.md)." >&2; exit 2; }
	LITTLEGIANT_REQUIRE=data $(BIN)/python -m pytest -m data
	$(BIN)/python -m tests.data.report --write docs/real-data.md

bench: setup-dev
	$(BIN)/python -m benchmarks.run --write docs/benchmark.md

# Synthetic countries of up to 52 million firms: needs some 20 GB of disk for a while, and hours on a small machine.
bench-country: setup-dev
	$(BIN)/python -m benchmarks.country --write docs/benchmark-country.md

# A changed threshold beside a full run of the same standard.
bench-reform: setup-dev
	$(BIN)/python -m benchmarks.reform --write docs/benchmark-reform.md

# How long a plan for one enterprise takes, warm.
bench-plan: setup-dev
	$(BIN)/python -m benchmarks.planning

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is not. Name another with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing (on Debian: apt-get install python3-venv)." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python pyproject.toml requirements/runtime.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

# Pins every dependency with its hashes; needs uv (pip install uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --custom-compile-command "make lock" pyproject.toml requirements/build.in -o requirements/runtime.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --custom-compile-command "make lock" pyproject.toml --extra frames --extra postgresql --extra spark --extra platform --group dev requirements/build.in -o requirements/dev.lock

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
