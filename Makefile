# The five commands of a day. Each runs in the active virtual environment.
.PHONY: install test lint docs gate

install:  ## the tool, editable, with everything tests and linters need
	pip install -e '.[test]'

test:  ## the tests
	pytest -n 2

lint:  ## style, format, types, import contracts
	ruff check .
	ruff format --check .
	mypy
	lint-imports

docs:  ## write the generated page, then check what the pages show
	cd tests && python -m gallery
	pytest tests/test_docs.py tests/test_gallery.py

gate:  ## everything that must hold before a change lands
	bash .ci/run
