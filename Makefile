# The tasks of this project; `make help` lists them.
#
# Everything is made in the checkout: .venv (Python), node_modules (axe-core and TypeScript, for the tests) and
# build/.  The network is used only when a file in requirements/ or package-lock.json has changed.

PYTHON ?= python3
PORT ?= 8000
SPHINXOPTS ?=
PYTESTOPTS ?=
NOXOPTS ?=
SECONDS ?= 60

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
SITE_ENV := .venv/.site
DEV_ENV := .venv/.dev
NODE_ENV := node_modules/.package-lock.json
CODE := ecs_errors_ext tests tools noxfile.py $(wildcard bench conf.py)

# A stamp counts only while the environment runs and stands where it was made ...
ifneq ($(shell { $(BIN)/python -c '' && cat .venv/.made-in; } 2>/dev/null),$(CURDIR))
$(SITE_ENV): FORCE
endif
# ... and is of the Python that was asked for.
ifneq ($(origin PYTHON),file)
VERSION := -c 'import sys; print(*sys.version_info[:2])'; } 2>/dev/null
ifneq ($(shell { $(PYTHON) $(VERSION)),$(shell { $(BIN)/python $(VERSION)))
$(SITE_ENV): FORCE
endif
endif

.PHONY: help
help: ## list these tasks
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10
	@echo "Variables: PYTHON ($(PYTHON)), PORT ($(PORT)), SECONDS ($(SECONDS)), SPHINXOPTS, PYTESTOPTS, NOXOPTS, BENCHOPTS"

.PHONY: html
html: $(SITE_ENV) ## build the site into build/html; a failed build leaves the old one
	@$(BIN)/python tools/publish.py $(SPHINXOPTS)

.PHONY: serve
serve: ## serve build/html on PORT
	@test -d build/html || { echo "make: there is no site yet: run 'make html'" >&2; exit 1; }
	@echo "Serving http://localhost:$(PORT)/ (Ctrl-C ends it)"
	@$(PYTHON) -m http.server --bind localhost --directory build/html $(PORT)

.PHONY: zip
zip: html ## pack the site into a file that opens without a network
	@$(BIN)/python tools/archive.py

.PHONY: test
test: $(DEV_ENV) $(NODE_ENV) ## run every test that this machine's tools allow
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(PYTESTOPTS)

.PHONY: ledger
ledger: $(SITE_ENV) ## record what is published in published.json, which is to be committed
	@$(BIN)/python -m ecs_errors_ext ledger

.PHONY: check
check: $(DEV_ENV) ## lint, formatting, types, the ledger, and the codes in the runbooks
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/mypy $(CODE)
	@$(BIN)/python -m ecs_errors_ext ledger --check
	@$(BIN)/python -m ecs_errors_ext check --source source/error_codes.rst source/runbooks

.PHONY: format
format: $(DEV_ENV) ## format the code, and mend what ruff can
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

.PHONY: matrix
matrix: $(DEV_ENV) ## test the built wheel with every supported Sphinx
	@$(BIN)/nox $(NOXOPTS)

.PHONY: words
words: $(DEV_ENV) ## gather what the pages say, and compile its translations
	@$(BIN)/python tools/words.py

.PHONY: reference
reference: $(DEV_ENV) ## write what the guide says of options, keys and templates from the code
	@PYTHONPATH=. $(BIN)/python tools/reference.py

.PHONY: pictures
pictures: $(DEV_ENV) ## take the pictures of the guide from the built site, in Chromium
	@$(BIN)/python -m tools.pictures

.PHONY: bench
bench: $(DEV_ENV) ## measure against plain Sphinx
	@$(BIN)/python bench/run.py $(BENCHOPTS)

.PHONY: fuzz
fuzz: $(DEV_ENV) ## damage tables and read them, for SECONDS (60)
	@$(BIN)/python bench/fuzz.py --seconds $(SECONDS) source/error_codes.rst $(wildcard ../shared/corpus/*/*.rst)

.PHONY: dist
dist: $(DEV_ENV) ## build the packages for an index into dist/, and check them
	@$(BIN)/nox --session dist

.PHONY: pins
pins: $(DEV_ENV) ## bring requirements/*.txt up to date
	@$(BIN)/nox --session pins

.PHONY: clean
clean: ## remove what was built
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './.nox/*' -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean ## remove what was installed too
	rm -rf .venv .nox node_modules

# Both environments are one .venv; the second stamp says that the tools are in it as well.
$(SITE_ENV): requirements/site.txt pyproject.toml tools/venv.sh
	@tools/venv.sh '$(PYTHON)' requirements/site.txt
	@touch $@

# A theme that can't be installed beside others has a folder of its own.
$(DEV_ENV): requirements/dev.txt requirements/otcdocstheme.txt $(SITE_ENV)
	@tools/venv.sh '$(PYTHON)' requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --no-deps --upgrade --target .venv/otcdocstheme \
		--requirement requirements/otcdocstheme.txt || echo "otcdocstheme: its test will be skipped"
	@touch $@

# Without npm, or without a network, the tests that need what it installs say so and are skipped.
$(NODE_ENV): package.json package-lock.json
	@if ! command -v npm >/dev/null; then \
		echo "npm is not here: some tests of the scripts will be skipped"; \
	elif npm ci --silent --no-audit --no-fund; then \
		touch $@; \
	else \
		echo "npm ci failed: some tests of the scripts will be skipped"; \
	fi

FORCE:
