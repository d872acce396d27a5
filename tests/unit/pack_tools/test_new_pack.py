"""A pack to start from works as it stands, and an editor's schemas fit every file of every pack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from assistcheck.errors import UsageError
from assistcheck.pack_tools.cases.reader import CASES, Casebook
from assistcheck.pack_tools.checking import check_pack
from assistcheck.pack_tools.new_pack import start_pack
from assistcheck.pack_tools.rule_tests import try_rules
from assistcheck.pack_tools.schemas import SCHEMAS, schema_files, schema_of
from assistcheck.rules.loader import load_pack
from unit.pack_tools.packs import GRANTS, KEY_POINTS

NAMED = {"pack.yaml": "pack", "subjects.yaml": "subjects", "synonyms.yaml": "synonyms", "world.yaml": "world"}
FOLDERS = {"ledgers": "ledger", "clauses": "clause", "cases": "cases"}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packs") / "my-pack"
    start_pack(target, 2031)
    return target


def test_it_loads_and_agrees_with_its_document(started: Path) -> None:
    found = check_pack(started)
    assert (found.remarks, found.unconfirmed, found.changes) == ((), (), None)
    assert (found.pack.manifest.name, found.pack.manifest.year.number) == ("my-pack", 2031)


def test_its_cases_hold_and_notice_every_mutant(started: Path) -> None:
    book = Casebook(load_pack(started), started / CASES)
    found = list(try_rules(book, book.pack.rules, mutate=True))
    assert all(one.passed for one in found)
    assert sum(one.mutants for one in found) > 10


def test_every_file_says_which_schema_it_is_checked_by(started: Path) -> None:
    for path in started.rglob("*.yaml"):
        line = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert found, path
        assert (path.parent / found[1]).is_file(), path


def test_nothing_is_written_over(started: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        start_pack(started, 2031)


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(name))


def test_the_schemas_are_written_as_files() -> None:
    files = dict(schema_files())
    assert set(files) == {f"{name}.schema.json" for name in SCHEMAS}
    assert json.loads(files["clause.schema.json"]) == schema_of("clause")


class Plain(yaml.SafeLoader):
    """Reads YAML as an editor does: a day is a text."""


Plain.yaml_implicit_resolvers = {
    first: [one for one in known if one[0] != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editor(path: Path) -> Any:
    return json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8"), Plain)))  # noqa: S506 - a safe loader


def files_of(pack: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(pack.rglob("*.yaml")):
        if path.name != "attested.yaml":  # its words stand for others
            yield path, NAMED.get(path.name) or FOLDERS[path.relative_to(pack).parts[0]]


@pytest.mark.parametrize("pack", [GRANTS, KEY_POINTS], ids=lambda pack: pack.name)
def test_every_file_of_a_pack_fits_its_schema(pack: Path) -> None:
    validators = {name: Draft202012Validator(schema_of(name)) for name in SCHEMAS}
    wrong = [(path.name, one.message) for path, name in files_of(pack) for one in validators[name].iter_errors(as_editor(path))]
    assert wrong == []


def test_the_files_of_a_new_pack_fit_too(started: Path) -> None:
    validators = {name: Draft202012Validator(schema_of(name)) for name in SCHEMAS}
    assert [
        (path.name, one.message) for path, name in files_of(started) for one in validators[name].iter_errors(as_editor(path))
    ] == []


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("pack", {"name": "A Name"}),
        ("clause", {"clause": 1, "title": "x", "rulez": []}),
        ("clause", {"clause": 1, "title": "x", "rules": [{"id": "5.2"}]}),
        ("ledger", {"id": "x", "role": "other"}),
        ("cases", {"subject": "x", "cases": []}),
    ],
)
def test_a_schema_refuses_what_the_loader_does(name: str, broken: dict[str, Any]) -> None:
    assert list(Draft202012Validator(schema_of(name)).iter_errors(broken))


def test_an_editor_is_told_what_a_key_is_for() -> None:
    rule = schema_of("clause")["$defs"]["Target"]["description"]
    assert "exactly one of the four" in rule
    assert "rejects its row" in schema_of("ledger")["$defs"]["ColumnSpec"]["properties"]["rejects_row"]["description"]
