# Two commands matter: `make generate` and `make test`. Both install what they need.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
NODE := $(wildcard tests/tools/package-lock.json tests/consumers/*/package-lock.json)
MODULES := $(NODE:package-lock.json=node_modules/.package-lock.json)

.PHONY: generate check test test-quick lint format bench fuzz docs cases lock clean

generate: $(INSTALLED)
	$(BIN)/apicodes generate

check: $(INSTALLED)
	$(BIN)/apicodes check

test: lint $(MODULES)
	$(BIN)/pytest -n auto

test-quick: lint tests/tools/node_modules/.package-lock.json
	$(BIN)/pytest -n auto -m "not slow"

lint: $(INSTALLED)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# Writes the documentation that is made from the code.
docs: $(INSTALLED)
	$(BIN)/apicodes rule --markdown > docs/rules.md
	$(BIN)/apicodes templates > docs/templates.md
	$(BIN)/python tests/helpers/rooms.py
	PYTHONPATH=tests $(BIN)/python -m helpers.messages

# Rewrites what is expected in tests/cases; read the diff before you commit it.
cases: $(INSTALLED)
	REWRITE_CASES=1 $(BIN)/pytest -q tests/cases
	$(BIN)/apicodes schema > spec/apicodes.schema.json
	$(BIN)/apicodes schema --for report > spec/report.schema.json

bench: $(INSTALLED)
	$(BIN)/python tests/benchmarks/run.py

# Looks for faults at random, each script for at most SECONDS.
SECONDS ?= 600
fuzz: $(INSTALLED) $(MODULES)
	PYTHONPATH=tests $(BIN)/python -m fuzz.catalogs --seconds $(SECONDS)
	PYTHONPATH=tests $(BIN)/python -m fuzz.foreign --seconds $(SECONDS)
	PYTHONPATH=tests $(BIN)/python -m fuzz.kills --seconds $(SECONDS)

# Pins every package with its hashes; uv is needed for this alone.
lock: $(INSTALLED)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --upgrade -o tests/requirements.txt
	for folder in $(dir $(NODE)); do npm --prefix $$folder update --ignore-scripts || exit 1; done

clean:
	rm -rf .venv $(NODE:package-lock.json=node_modules)

$(INSTALLED): pyproject.toml tests/requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("apicodes needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(MODULES): %/node_modules/.package-lock.json: %/package-lock.json
	npm --prefix $* ci --ignore-scripts --no-audit --no-fund
	touch $@
