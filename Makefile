# Two commands do everything, also on a fresh machine:
#   make scan              lint the example application; `make scan REPO=path` lints another tree
#   make test              run the tests
#   make docs              build the documentation into build/site, without warnings; `make docs SERVE=1` shows it
#   make bench             measure the speed beside other tools; ARGS="--rounds 5 --only cold"
# PYTHON names the interpreter (3.10 or newer), VENV the environment, ARGS further arguments.

VENV ?= .venv
bin  := $(VENV)/bin
ARGS ?=

# The first interpreter that is new enough; a pyenv shim may exist without a version behind it, so each one is run.
candidates := python3 python3.14 python3.13 python3.12 python3.11 python3.10 python
PYTHON ?= $(firstword $(foreach name,$(candidates),$(shell \
  $(name) -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1 && echo $(name))))

# MkDocs 1.x is maintained on its own; the theme's word about another one is not for the readers of this build.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help scan test signatures witnesses lint types docs bench bench-guard bench-profile clean
help:
	@sed -n 's/^#   //p' Makefile

# The example is there to be found wanting: showing that is a success.
scan: $(VENV)/.installed
ifdef REPO
	@$(bin)/together-lint check "$(REPO)" $(ARGS)
else
	@$(bin)/together-lint check examples/app --offline --no-cache --fail-on never $(ARGS)
endif

test: $(VENV)/.installed-dev
	@$(bin)/python -m pytest -n auto --dist loadfile $(ARGS)

# The tables of clients against the sources of the packages that they describe.
signatures: build/signatures/.installed
	@TOGETHER_LINT_SIGNATURES=build/signatures $(bin)/python -m pytest tests/signatures $(ARGS)

build/signatures/.installed: tests/signatures/packages.txt | $(VENV)/.installed-dev
	@echo "Fetching the packages that the tables describe into build/signatures"
	@rm -rf build/signatures
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --no-deps --target build/signatures -r $<
	@touch $@

# The real clients, against a network on loopback: what the rules and docs/sdk-versions.md say of each version.
witnesses: build/witnesses/.installed
	@TOGETHER_LINT_WITNESSES=build/witnesses $(bin)/python -m pytest tests/witnesses $(ARGS)

build/witnesses/.installed: tests/witnesses/packages.txt tests/witnesses/shared.txt | $(VENV)/.installed-dev
	@echo "Fetching the clients and what they need into build/witnesses"
	@rm -rf build/witnesses
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --target build/witnesses/shared -r tests/witnesses/shared.txt
	@grep == tests/witnesses/packages.txt | sed 's/\(.*\)==\(.*\)/\1==\2 \1-\2/' | xargs -P 4 -L 1 sh -c \
	  '$(bin)/python -m pip install --quiet --disable-pip-version-check --no-deps --target build/witnesses/$$1 $$0'
	@touch $@

lint: $(VENV)/.installed-dev
	@$(bin)/ruff check
	@$(bin)/ruff format --check

types: $(VENV)/.installed-dev
	@$(bin)/mypy

docs: $(VENV)/.installed-docs
ifdef SERVE
	@$(bin)/mkdocs serve
else
	@$(bin)/mkdocs build --quiet --strict --clean
	@echo "build/site/index.html"
endif

# Trees and tools are made once, in build/benchmarks.
bench: $(VENV)/.installed-bench
	@$(bin)/python -m benchmarks.run $(ARGS)

bench-guard: $(VENV)/.installed
	@$(bin)/python -m benchmarks.guard $(ARGS)

bench-profile: $(VENV)/.installed
	@$(bin)/python -m benchmarks.profile_stages $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache

$(bin)/python:
	@test -n "$(PYTHON)" || { echo "together-lint needs Python 3.10 or newer; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Creating $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@# --group needs pip 25.1, which no Python before 3.14 brings along.
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(bin)/python
	@echo "Installing together-lint into $(VENV)"
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-bench: pyproject.toml | $(VENV)/.installed
	@echo "Installing the optional search engine and what draws figures into $(VENV)"
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --editable '.[fast]' --group bench
	@touch $@

$(VENV)/.installed-docs: pyproject.toml | $(VENV)/.installed
	@echo "Installing MkDocs into $(VENV)"
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --group docs
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.installed
	@echo "Installing the tools for tests into $(VENV)"
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
