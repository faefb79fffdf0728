# `make run` starts the dashboard, `make test` checks everything; both make the environment when it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
AUDIT := $(VENV)/audit
TOOLS := $(VENV)/tools
LOCKED := $(VENV)/locked
PORT ?= 8501

.PHONY: run test thorough setup format bench audit lock licences

setup: $(STAMP)

$(STAMP): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; give it as make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $(STAMP)

run: $(STAMP)
	@echo "«Успех»: http://localhost:$(PORT)"
	$(BIN)/python -m streamlit run service.py --server.port $(PORT) --server.headless true

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# What takes long and is no part of every change: a load killed at hundreds of moments, long simulations.
thorough: $(STAMP)
	$(BIN)/python -m pytest -m thorough
	USPEKH_EXAMPLES=16 $(BIN)/python -m pytest tests/actuals tests/monitoring tests/store/test_values.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# pip-audit has a place of its own: what it needs is no part of the program.
audit: $(STAMP)
	@[ -x $(AUDIT)/bin/pip-audit ] || { $(PYTHON) -m venv $(AUDIT) && \
		$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1; }
	$(BIN)/python deploy/audit.py $(BIN)/python $(AUDIT)/bin/pip-audit requirements.txt

bench: $(STAMP)
	$(BIN)/python -m benchmarks.pages

# What writes the papers has a place of its own as well.
$(TOOLS)/bin/uv:
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 pip-licenses==5.5.5

# Keeps the versions that stand in requirements.txt already; newer ones: make lock UPGRADE=--upgrade
lock: $(TOOLS)/bin/uv
	$(TOOLS)/bin/uv pip compile --quiet --no-config --universal --generate-hashes --python-version 3.11 \
		--default-index https://pypi.org/simple --custom-compile-command "make lock" $(UPGRADE) \
		requirements.in --output-file requirements.txt

# Without markers, so that what only Windows or a newer Python needs is listed too.
licences: $(TOOLS)/bin/uv
	$(TOOLS)/bin/uv venv --quiet --clear --python $(PYTHON) $(LOCKED)
	sed 's/ ; .*/ \\/' requirements.txt | \
		$(TOOLS)/bin/uv pip install --quiet --no-config --no-deps --require-hashes --python $(LOCKED) -r -
	sed -i '/^|/d' docs/licences.md
	$(TOOLS)/bin/pip-licenses --python $(LOCKED)/bin/python --with-system --with-urls --format markdown \
		>> docs/licences.md
	@# It names its licence in its file LICENSE alone.
	sed -i '/^| axe-playwright-python /s/UNKNOWN           /MIT (file LICENSE)/' docs/licences.md
