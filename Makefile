# Two commands matter on a fresh machine: `make demo` and `make test`. Nothing else has to be installed first.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	--python-version 3.11

.PHONY: demo test check format dev bench soak requirements

demo: .venv/.demo
	@SMTP_URL=demo: SMS_URL=demo: $(BIN)/besked demo --serve --bind 127.0.0.1:$(PORT)

test: .venv/.dev
	@$(BIN)/python -m tools.suite

check: .venv/.dev
	@$(BIN)/python -m tools.check

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $$(find besked -name '*.html')

dev: .venv/.dev
	@BESKED_DEBUG=1 $(BIN)/python -m tools.dev 127.0.0.1:$(PORT)

bench: .venv/.dev
	@$(BIN)/python -m bench

soak: .venv/.dev
	@$(BIN)/python -m tools.suite --soak

# Names, versions and hashes only: the files are the same behind any package index.
requirements: .venv/.dev
	$(LOCK) pyproject.toml --extra postgres -o requirements.txt
	$(LOCK) pyproject.toml --extra postgres --extra dev -c requirements.txt -o requirements-dev.txt
	echo 'uv~=0.13' | $(LOCK) - -c requirements-dev.txt -o requirements-uv.txt

# The environment. Stamps are newer than the list they were made from; the tools' list holds the demo's.
.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Besked needs Python 3.11 or newer, and $(PYTHON) is not there."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Besked needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=python3.12"; \
		exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not make an environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt \
		|| echo "uv could not be installed; pip does the work, only slower."

.venv/.demo: requirements.txt tools/install.py | .venv/bin/python
	@$(BIN)/python tools/install.py requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt tools/install.py | .venv/bin/python
	@$(BIN)/python tools/install.py requirements-dev.txt
	@touch .venv/.demo $@
