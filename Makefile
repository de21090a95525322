# The daily acts. `make demo` and `make test` are all a newcomer needs.
.PHONY: setup demo run test fast browser lint types arch fix messages migrations bench reference ci clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

setup: .venv/ready ## The virtual environment with everything in it.

.venv/ready: pyproject.toml uv.lock
	@test -x $(BIN)/uv || ($(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --disable-pip-version-check "uv>=0.9")
	$(BIN)/uv sync --frozen --quiet
	@touch .venv/ready

demo: setup ## Two vendors, two customers, a year of history: look at it in a browser.
	@exec $(BIN)/lofte demo

run: setup ## The service on its own data directory.
	$(BIN)/lofte migrate && exec $(BIN)/lofte serve

test: setup ## Every tier that can run here; what cannot is skipped, and said.
	@$(BIN)/python -m tests

fast: setup ## Rules, laws and architecture: seconds.
	$(BIN)/pytest -q tests/unit tests/property tests/architecture

browser: setup ## Journeys in Chromium; pictures in build/screenshots.
	$(BIN)/pytest -q tests/browser

lint: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

arch: setup
	$(BIN)/lint-imports && $(BIN)/pytest -q tests/architecture

fix: setup
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

messages: setup ## Gather what is to be translated, and compile what has been.
	$(BIN)/python -m tests.messages --write

reference: setup ## The pages of docs/reference that are read out of the code.
	$(BIN)/python -m tests.reference --write

migrations: setup ## Write migrations for changed models; fence new tables in by hand.
	LOFTE_ROLE=owner DJANGO_SETTINGS_MODULE=lofte.config.settings $(BIN)/python -m django makemigrations

bench: setup ## Measure, side by side, what was promised in numbers.
	$(BIN)/python -m bench

ci:
	.ci/run

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
