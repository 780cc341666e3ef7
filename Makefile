# make demo: from a clean clone to a report. make test: what every change must pass. make: this list.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
UNCOUNTED := $(BIN)/uncounted
# Tests that need a browser, a database server, Java or minutes are run by .ci/run.
QUICK := not browser and not postgres and not spark and not slow

# Labelled data, which stay where they are: make evaluate reads them where they stand.
SHARED_DATA ?= ../shared/data

.PHONY: help demo test serve evaluate evaluate-long benchmark clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      read the examples into demo/case and write the report to demo/report"
	@echo "make serve     the same, then its pages in the browser, until interrupted"
	@echo "make test      lint, types, import contracts and tests"
	@echo "make evaluate  print every table of accuracy; fail where one is below its baseline"
	@echo "make evaluate-long  the tables that take minutes to an hour: estimation and linkage in full"
	@echo "make benchmark print every table of speed and memory"
	@echo "make clean     remove what these have made, the environment included"

demo: $(VENV)/.base
	@test -e demo/case || $(UNCOUNTED) init demo/case
	$(UNCOUNTED) ingest demo/case examples/*/
	$(UNCOUNTED) reconcile demo/case
	$(UNCOUNTED) publish demo/case demo/report
	@echo && echo "The report: file://$(CURDIR)/demo/report/index.html"

serve: demo
	$(UNCOUNTED) serve demo/case

test: $(VENV)/.test
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "$(QUICK)"

evaluate: $(VENV)/.test
	$(BIN)/python -m evaluation.everything $(SHARED_DATA)

evaluate-long: $(VENV)/.test
	$(BIN)/python -m evaluation.everything $(SHARED_DATA) --long

benchmark: $(VENV)/.test
	$(BIN)/python -m benchmarks reading
	$(BIN)/python -m benchmarks reconciliation
	$(BIN)/python -m benchmarks.linkage --records 100000 --draws 20
	$(BIN)/python -m benchmarks.estimation_loglinear
	$(BIN)/python -m benchmarks.estimation_dga $(SHARED_DATA)/mse
	$(BIN)/python -m benchmarks.estimation_latent_class $(SHARED_DATA)/mse

clean:
	rm -rf demo build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(VENV)

# The stamps are older than what they were made from when a new version needs other packages; then pip runs again.
$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Uncounted needs Python 3.11 or newer, and $(PYTHON) is not; name one: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Making an environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: pyproject.toml constraints.txt | $(VENV)/.created
	@echo "Installing Uncounted (a few hundred megabytes the first time)"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/.created
	@echo "Installing Uncounted with what its tests need"
	@$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.base
