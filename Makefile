# `make practice`, `make test`, `make serve`: each sets up what it needs, so no other step comes first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
OUTSIDE := tests/outside/node_modules/.package-lock.json

.PHONY: help practice serve test lint hear-bench lock generate clean

help:  ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

practice: $(READY)  ## a spoken session on this computer; make practice ARGS=--silent for text alone
	@$(BIN)/foot-coach practice $(ARGS)

serve: $(READY)  ## the web server; make serve ARGS="--skill-id amzn1.ask.skill.…" or ARGS=--unsigned
	@$(BIN)/python -m skill.web $(ARGS)

test: $(READY) $(OUTSIDE)  ## all tests; make test ARGS="-k pause" for some
	@$(BIN)/python -m pytest $(ARGS)

lint: $(READY)  ## ruff, mypy, the import table
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

hear-bench: $(READY)  ## how well lines are heard, on measured ones; make hear-bench ARGS=--wrong
	@$(BIN)/python -m benchmarks.hearing $(ARGS)

generate: $(READY)  ## write anew what is made from something else: interaction model, heads, coverage, diagram
	@$(BIN)/python -m interaction_model
	@$(BIN)/python -m local_tts.hearing.fit
	@$(BIN)/python -m content --coverage
	@$(BIN)/python -m skill.walk --write README.md

lock: $(READY)  ## resolve the dependencies anew into requirements.lock
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	@$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --all-extras --group dev pyproject.toml --output-file requirements.lock

clean:  ## remove what was set up
	rm -rf $(VENV) tests/outside/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(OUTSIDE): tests/outside/package-lock.json
	@command -v npm >/dev/null || { \
		echo "The outside checks need Node: installing it." >&2; \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq && \
		$$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null; }
	@npm ci --prefix tests/outside --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null
	@touch $(OUTSIDE)

$(READY): requirements.lock pyproject.toml
	@echo "Setting up in $(VENV); the first time takes about a minute." >&2
	@$(PYTHON) -c 'import sys; sys.exit("Foot Coach needs Python 3.11 or later; say make PYTHON=python3.11 …") if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Debian keeps venv in a package of its own: installing it." >&2; \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq && \
		$$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
