# demo · test · check · browser · mailbox · prove · docs — each does all the set-up it needs.
# A machine needs Python 3.11, make and git; Node is used where it is there and installed into .venv where it is not.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2

BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes --compile-bytecode
FRONT_END := src/teilhabe/project/static/build/.ready
TRANSLATIONS := $(patsubst %.po,%.mo,$(shell find src/teilhabe -name django.po))
DEMO_CITIES := kaiserslautern musterstadt

.DEFAULT_GOAL := help
.PHONY: help demo releases test check browser mailbox prove docs pins

help:  ## What can be made here
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: releases  ## Both cities and an office with invented people on http://127.0.0.1:8000
	@$(BIN)/teilhabe-office demo
	@DEMO=1 $(BIN)/teilhabe-office serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

releases: .venv/.product
	@for city in $(DEMO_CITIES); do \
	  $(BIN)/teilhabe build cities/$$city && \
	  $(BIN)/teilhabe release approve latest --city $$city --by "make demo" --purpose "Vorführung" --legal-basis "erfundene oder veröffentlichte Zahlen" && \
	  $(BIN)/teilhabe-office publish var/workspace/$$city/releases/$$(cat var/workspace/$$city/releases/latest) --by "make demo" || exit $$?; \
	done

test: check  ## All checks and all tests; those of the office also on a real PostgreSQL
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup
	@$(BIN)/python -m tests.postgres -q -n $(WORKERS) --dist loadgroup

check: .venv/.develop  ## Format, style, types, layers
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo | tail -n 3

browser:  ## Install Debian's Chromium for the browser tests
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null)

mailbox:  ## Install Debian's Dovecot for the tests of the mailbox
	@command -v dovecot >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends dovecot-imapd >/dev/null)

prove: .venv/.develop releases  ## The long proofs and the benchmarks; each writes its JSON to benchmarks/results
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m proof
	@mkdir -p benchmarks/results
	@for proof in benchmarks/*.py; do \
	  echo "$$proof" && $(BIN)/python $$proof > benchmarks/results/$$(basename $$proof .py).json || exit $$?; \
	done

docs: .venv/.develop  ## Write the reference pages anew and check the documents
	@$(BIN)/python docs/make_reference.py
	@$(BIN)/pytest -q tests/docs

pins:  ## Renew the hash-pinned requirements
	@for file in bootstrap build runtime forecast develop node; do \
	  $(BIN)/uv pip compile requirements/$$file.in --universal --generate-hashes --python-version 3.11 --no-header --quiet --upgrade -o requirements/$$file.txt || exit $$?; \
	done

.venv/.uv: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Python 3.11 wird gebraucht / is needed: make PYTHON=/…/python3.11" >&2; exit 1; }
	@echo "Einrichten / setting up …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/.product: .venv/.uv requirements/runtime.txt requirements/build.txt requirements/forecast.txt pyproject.toml $(FRONT_END) $(TRANSLATIONS)
	@$(UV) -r requirements/runtime.txt -r requirements/build.txt -r requirements/forecast.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.develop: .venv/.product requirements/develop.txt
	@$(UV) -r requirements/develop.txt
	@touch $@

%.mo: %.po .venv/.uv requirements/build.txt
	@test -x $(BIN)/pybabel || $(UV) -r requirements/build.txt
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

$(FRONT_END): .venv/.uv package.json package-lock.json requirements/node.txt $(wildcard frontend/* frontend/office/*)
	@command -v node >/dev/null || $(UV) -r requirements/node.txt
	@NODE_USE_SYSTEM_CA=1 PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --loglevel=error --no-audit --no-fund --ignore-scripts
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --loglevel=error build >/dev/null
	@touch $@
