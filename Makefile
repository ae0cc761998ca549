# `make run` and `make test` do everything; `make help` lists the rest.

SHELL := /bin/bash
PORT ?= 5005
BIN := .venv/bin
export PYTHON ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test install chat train learn check bench widget pictures lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## install, train if needed, and serve the web chat (PORT=5005)
	@scripts/run serve --port $(PORT)

test: ## install, train if needed, and run the tests (ARGS="-k name")
	@scripts/test $(ARGS)

install: ## make .venv and install what Ischia needs
	@scripts/bootstrap

chat: install ## talk in the terminal
	@scripts/run chat

train: install ## train the model if it is missing or older than its data
	@scripts/run train $(ARGS)

learn: install ## teach the reader anew from nlu_data (two to four hours; ARGS=--afresh)
	@scripts/learn $(ARGS)

check: ## style, types, content, and training data
	@scripts/check

bench: install ## measure Ischia beside Rasa's starter, into bench.json (ARGS=--quick)
	@scripts/run bench $(ARGS)

widget: ## build the web chat, bot/web/ischia.js, from its source (needs Node 20 or later)
	@scripts/widget $(ARGS)

pictures: ## every screen of the web chat as a picture, in pictures/ (needs Chromium)
	@scripts/bootstrap test
	@scripts/run train
	@.venv/bin/python scripts/screenshots.py pictures

lock: ## pin the packages again (ARGS=--upgrade for newer ones)
	@scripts/lock $(ARGS)

clean: ## remove .venv, the model and caches; conversations in .ischia stay
	rm -rf .venv .venv-learn node_modules models .rasa .cache *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .schemathesis bench.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
