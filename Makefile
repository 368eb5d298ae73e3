# Two commands for everyone: `make run` and `make test`. CONTRIBUTING.md has the others.
# The work is done by recognition/launch; this file only finds a Python and sets up .venv.

PORT ?= 8000
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && exit; done; command -v python3 || echo none)
LAUNCH = exec env PORT=$(PORT) .venv/bin/python -m recognition.launch

.DEFAULT_GOAL := help
.PHONY: help setup run test test-e2e check manage bench reliability screenshots clean

help: ## these lines
	@grep -E '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

setup:
	@if ! command -v "$(PYTHON)" >/dev/null; then \
		echo "There is no Python ($(PYTHON)): apt-get install python3 python3-pip" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "$(PYTHON) is too old, $$($(PYTHON) --version 2>&1), and Recognition needs 3.11 or later:" \
			"apt-get install python3.11, or say make PYTHON=/path/to/python3.11" >&2; exit 1; fi
	@$(PYTHON) recognition/launch/bootstrap.py

run: setup ## the demonstration at http://127.0.0.1:$PORT (8000), until Ctrl-C
	@$(LAUNCH) run

test: setup ## every test that needs no browser; ARGS="tests/cases -k submit" for some
	@$(LAUNCH) test $(ARGS)

test-e2e: setup ## the browser's tests, with chromium
	@$(LAUNCH) e2e $(ARGS)

reliability: setup ## what must hold when things go wrong
	@$(LAUNCH) reliability $(ARGS)

check: setup ## lint, types, layers, migrations, templates, sizes
	@$(LAUNCH) check $(ARGS)

manage: setup ## a management command on the demonstration: CMD="verify_record"
	@$(LAUNCH) manage $(CMD)

bench: setup ## measure, beside a floor
	@$(LAUNCH) bench $(ARGS)

screenshots: setup ## pictures of the running demonstration's main pages, into docs/screenshots
	@$(LAUNCH) screenshots

clean: setup ## stop the servers and delete the demonstration's data
	@$(LAUNCH) clean
