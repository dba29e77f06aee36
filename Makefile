# Everything runs in .venv, which is made when there is none; it needs Python 3.11 or newer with pip, and make.
# What is installed there, and by what, has the versions of constraints.txt; `make lock` renews them.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --constraint constraints.txt --build-constraint constraints.txt
RUN_TESTS := $(BIN)/python -m pytest -q -n auto --maxprocesses 8 --dist worksteal
# Each process of a run would compile the library and the tests anew.
unexport PYTHONDONTWRITEBYTECODE
GROUPS := archive bench build docs fuzz interop lint lock mutate places test types

.PHONY: demo check test rows lint types docs bench fuzz interop mutate golden screenshots places lock compat clean

demo: .venv/demo
	$(BIN)/itinerary export examples/rubio-2025.yaml
	$(BIN)/itinerary show examples/rubio-2025.yaml

check: lint .venv/test  # what to run at each change, within a minute: linters, types and most tests
	$(RUN_TESTS) --hypothesis-profile=quick -m 'not (slow or browser or interop)'

test: .venv/test  # all tests
	$(RUN_TESTS)

rows: .venv/test .venv/lint  # each row of CONTRIBUTING's table, by its patch
	ROWS=1 $(BIN)/python -m pytest -q tests/test_contributing.py

lint: .venv/lint
	$(BIN)/ruff check .
	$(BIN)/mypy

types: .venv/types  # what a second type checker says, of the library and of its callers; half a minute
	$(BIN)/pyright
	$(BIN)/python -m pytest -q tests/test_caller_types.py

golden: .venv/test  # expected outputs of the examples and the docs; read the difference before you commit it
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/test_gallery.py tests/test_examples.py tests/test_docs.py tests/test_caller_types.py

docs: .venv/docs  # the site in site/, from docs/; a broken link fails; to read it: python3 -m http.server -d site
	$(BIN)/zensical build --clean --strict

bench: .venv/bench
	$(BIN)/python tests/bench.py

fuzz: .venv/fuzz  # hostile input for FUZZ_SECONDS (600); the last lines tell how much was tried, and the input of what was found
	PYTHONPATH=tests $(BIN)/python -m fuzz

interop: .venv/interop  # what programs read of a calendar with every odd thing in it; fetches libraries for node, if there is one
	PYTHONPATH=tests $(BIN)/python -m interop

mutate: .venv/mutate  # how many of MUTANTS (400) mistakes, drawn by SEED, the tests notice; for half an hour
	$(BIN)/python tests/mutate

screenshots: .venv/test  # writes how the page looks in Chromium into docs/images/
	$(BIN)/python tests/screenshots.py

places: .venv/places  # writes the data of itinerary/places anew, from the packages of the group and world-atlas, which npm fetches
	$(BIN)/python -m itinerary.places

lock: .venv/lock  # writes constraints.txt anew: the newest versions that pyproject.toml allows, for every Python that it allows
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras $(GROUPS:%=--group %) \
		--custom-compile-command 'make lock' --output-file constraints.txt pyproject.toml

compat: .venv/lock  # the suite on each Python that is here, with the lowest and the newest versions; PYTHONS, VERSIONS and PYTEST choose
	$(BIN)/python tests/compat.py

clean:
	rm -rf .venv node_modules site mutants .cache

.venv/bin/pip:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade --constraint constraints.txt pip  # the one that came along may not read dependency groups

.venv/demo: .venv/bin/pip pyproject.toml constraints.txt
	$(INSTALL) --editable .
	touch $@

.venv/archive .venv/test .venv/lint .venv/types .venv/docs .venv/bench .venv/fuzz .venv/interop .venv/mutate .venv/places: .venv/%: .venv/demo
	$(INSTALL) --group $*
	touch $@

.venv/lock: .venv/bin/pip  # not the project: it may need what only the new constraints allow
	$(INSTALL) --group lock
	touch $@
