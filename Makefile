# The five commands of a day. Each runs in the active virtual environment.
.PHONY: install test lint docs gate

install:  ## the tool, editable, with everything tests and linters need
	pip install -e '.[test]'

test:  ## the daily tests; `pytest` alone runs those that take minutes, too
	pytest -m "not slow" -n 2

lint:  ## style, format, types, import contracts
	ruff check .
	ruff format --check .
	mypy
	lint-imports

docs:  ## write the generated page, then check what the pages show
	cd tests && python -m docs.gallery
	pytest tests/docs

gate:  ## everything that must hold before a change lands
	bash .ci/run
