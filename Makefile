# Everything installs what it needs by itself, once; running it again costs nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
ITSELF := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	--no-build-isolation --editable .
OURS := core adapters tui

.PHONY: run test proofs proofs-long check goldens coverage mutants bench bench-peers outages academie wheel audit \
	sbom licences lock picture columns settings clean

run: $(VENV)/.app
	@$(BIN)/python -m tui demonstration

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 3

# What is long by nature: runs that are killed, big schools, many examples of every property.
proofs: $(VENV)/.dev
	@PREUVES=courtes $(BIN)/python -m pytest -n 3 -m "proof or hypothesis"

proofs-long: $(VENV)/.dev
	@PREUVES=longues $(BIN)/python -m pytest -n 3 -m "proof or hypothesis"

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

# The screens as they are now become those that the tests expect: read the diff.
goldens: $(VENV)/.dev
	@GARDER_LES_ECRANS=1 $(BIN)/python -m pytest -q -m "proof or not proof" \
		tests/tui/fullscreen/test_every_screen.py

# The core is wholly tested by its own tests, branch by branch.
coverage: $(VENV)/.dev
	@$(BIN)/coverage run -m pytest -q tests/core
	@$(BIN)/coverage report

# Which small changes of the code its tests do not see (docs/mutants.md); it takes hours.
mutants: $(VENV)/.dev
	@$(BIN)/python -m tests.mutants

# What things cost, in ratios.
bench: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks

# First frame and memory of other Textual applications, for information.
bench-peers: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.peers

# How long a register that is down is waited for, and how often it is asked.
outages: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.outages

# Three nights of an academy of 300 schools: two workers, one of which is killed, and a third that joins.
academie: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.academy

# What pipx, uv and pip install (docs/installation.md).
wheel: $(VENV)/.dev
	@$(BIN)/uv build --quiet --wheel --out-dir build
	@ls build/*.whl

# Known vulnerabilities of what is installed with the application (PyPI and OSV tell them).
audit: $(VENV)/.dev
	@$(BIN)/uvx --from 'pip-audit>=2.9' pip-audit --requirement requirements/app.txt --disable-pip --strict

# What the application is made of, for who has to list it (CycloneDX 1.6).
sbom: $(VENV)/.dev
	@mkdir -p build
	@$(BIN)/uvx --from cyclonedx-bom==7.* cyclonedx-py requirements requirements/app.txt \
		--pyproject pyproject.toml --sv 1.6 --output-reproducible -o build/lsun-sync.cdx.json
	@echo "build/lsun-sync.cdx.json"

# Under which licences it is.
licences: $(VENV)/.dev
	@mkdir -p build
	@$(PYTHON) -m venv --clear build/licences
	@build/licences/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/app.txt
	@$(BIN)/uvx --from pip-licenses==5.* pip-licenses --python build/licences/bin/python \
		--order license --format markdown

# The page of the extractions' columns, from the table that reads them.
columns: $(VENV)/.dev
	@$(BIN)/python -m docs.columns

# The table of settings of README.fr.md, from the settings themselves.
settings: $(VENV)/.dev
	@$(BIN)/python -m docs.settings

# The pictures of the README, exported by the application itself.
picture: $(VENV)/.dev
	@$(BIN)/python -m docs.picture

# New versions of everything, with their hashes.
lock: $(VENV)/.dev
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --upgrade pyproject.toml --group build \
		-o requirements/app.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --upgrade pyproject.toml --extra academie --group build \
		-o requirements/academie.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --upgrade pyproject.toml --group dev \
		-o requirements/dev.txt

clean:
	@rm -rf $(VENV)

$(VENV)/.app: requirements/app.txt pyproject.toml | $(VENV)/.created
	@echo "Installation de lsun-sync (une seule fois)…" >&2
	@$(INSTALL) -r requirements/app.txt
	@$(ITSELF)
	@$(BIN)/python -m compileall -q $(OURS)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/.created
	@echo "Installation des outils de développement (une seule fois)…" >&2
	@$(INSTALL) -r requirements/dev.txt
	@$(ITSELF)
	@touch $@

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "lsun-sync demande Python 3.11 ou plus récent : make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Le module venv de Python manque : installez-le (Debian : python3-venv)." >&2; \
		  rm -rf $(VENV); exit 1; }
	@touch $@
