"""Shipped packs as they are compiled: the same as their files say, and never used when these say something else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from assistcheck import DEFAULT_PACK, api
from assistcheck.errors import RulePackError
from assistcheck.ledgers.source import SheetSource
from assistcheck.rules import compiled, folders, pack_file
from assistcheck.rules.compiled import COMPILED, compile_pack, compiled_digest, compiled_pack, compiled_sheets, compiled_text
from assistcheck.rules.folders import is_shipped, pack_folder, shipped_packs
from assistcheck.rules.model import RulePack

PACK = api.load_pack(checked=True)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the first pack that counts as shipped, and is compiled."""
    copy = Path(copytree(pack_folder(DEFAULT_PACK), tmp_path / DEFAULT_PACK))
    monkeypatch.setattr(folders, "_SHIPPED", (tmp_path,))
    (copy / COMPILED).write_text(compiled_text(PACK), "utf-8")
    return copy


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test fail that reads a YAML file."""

    def fail(_: object, __: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pack_file.PackFile, "validated", fail)


def changed(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the three lines of a compiled pack."""
    lines = (folder / COMPILED).read_text("utf-8").split("\n")
    (folder / COMPILED).write_text("\n".join(change(lines)), "utf-8")


# --- the same -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_packs())
def test_a_compiled_pack_is_what_its_files_say(name: str, tmp_path: Path) -> None:
    pack = api.load_pack(name, checked=True)
    (tmp_path / COMPILED).write_text(compiled_text(pack), "utf-8")
    found = compiled_pack(tmp_path)
    assert found == pack
    assert found is not None
    assert found.ledgers == pack.ledgers
    assert compiled_text(found) == compiled_text(pack)


def test_a_pack_is_compiled_where_its_files_stand(shipped: Path) -> None:
    kept = (shipped / COMPILED).read_bytes()
    (shipped / COMPILED).unlink()
    assert compile_pack(shipped) == shipped / COMPILED
    assert (shipped / COMPILED).read_bytes() == kept


def test_a_pack_that_is_wrong_is_not_compiled(shipped: Path) -> None:
    (shipped / COMPILED).unlink()
    (shipped / "source.txt").write_text("别的文件", "utf-8")
    with pytest.raises(RulePackError):
        compile_pack(shipped)
    assert not (shipped / COMPILED).exists()


@pytest.mark.usefixtures("no_yaml")
def test_a_shipped_pack_is_taken_as_it_was_compiled(shipped: Path) -> None:
    assert is_shipped(shipped)
    assert api.load_pack() == PACK


def test_a_pack_that_is_to_be_checked_is_read_from_its_files(shipped: Path, no_yaml: None) -> None:  # noqa: ARG001
    with pytest.raises(AssertionError):
        api.load_pack(checked=True)


# --- the sheets alone ---------------------------------------------------------------------------


def test_the_sheets_stand_on_a_line_of_their_own(shipped: Path) -> None:
    head, _, rest, end = (shipped / COMPILED).read_text("utf-8").split("\n")
    assert re.fullmatch(r"[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}", head)
    assert end == ""
    assert "媒体级别" not in rest
    assert compiled_digest(shipped) == PACK.sha256
    assert compiled_sheets(shipped) == PACK.sheets


@pytest.mark.usefixtures("no_yaml")
def test_a_process_that_only_reads_files_takes_the_sheets_from_there(shipped: Path) -> None:
    source = SheetSource.compiled(shipped)
    assert source is not None
    assert source.digest == PACK.sha256
    assert [sheet.title for sheet in source.load()] == [spec.title.zh for spec in PACK.ledgers]


def test_without_a_compiled_pack_there_is_no_source_before_the_pack_is_loaded(shipped: Path) -> None:
    (shipped / COMPILED).unlink()
    assert SheetSource.compiled(shipped) is None
    assert compiled_sheets(shipped) is None


def test_sheets_that_are_damaged_are_taken_from_the_files(shipped: Path) -> None:
    changed(shipped, lambda lines: [lines[0], lines[1].replace("媒体报道", "报道媒体"), *lines[2:]])
    source = SheetSource.compiled(shipped)
    assert source is not None
    assert compiled_sheets(shipped) is None
    assert source.load()["media_reports"].title == "媒体报道"


# --- not used -----------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[list[str]], list[str]]] = {
    "empty": lambda _: [],
    "nothing but a head": lambda lines: lines[:1],
    "no end": lambda lines: lines[:3],
    "a line too many": lambda lines: [*lines[:3], "{}", ""],
    "no digest": lambda lines: ["", *lines[1:]],
    "another digest": lambda lines: [f"{'0' * 64} {PACK.sha256}", *lines[1:]],
    "another target": lambda lines: [*lines[:2], lines[2].replace('{"$number":"4"}', '{"$number":"3"}'), ""],
    "another column": lambda lines: [lines[0], lines[1].replace("媒体级别", "媒体等级"), *lines[2:]],
    "lines exchanged": lambda lines: [lines[0], lines[2], lines[1], ""],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_compiled_pack_that_was_changed_itself_is_not_used(damage: str, shipped: Path) -> None:
    changed(shipped, DAMAGES[damage])
    assert compiled_pack(shipped) is None
    assert api.load_pack() == PACK


@pytest.mark.parametrize(
    "text",
    ["{}", '{".":"Rule"}', '{".":"Nobody"}', '{"$number":"x"}', '{"$day":"today"}', "[]", "no JSON", "[" * 99_999, "null", "1"],
)
@pytest.mark.parametrize("line", [1, 2])
def test_what_stands_there_and_is_no_pack_is_not_used(line: int, text: str, shipped: Path) -> None:
    """Even where its digests are right."""

    def change(lines: list[str]) -> list[str]:
        lines[line] = text
        digest = hashlib.sha256("\n".join(lines[1:3]).encode()).hexdigest()
        return [f"{digest} {' '.join(lines[0].split()[1:])}", *lines[1:]]

    changed(shipped, change)
    assert api.load_pack() == PACK
    source = SheetSource.compiled(shipped)
    assert source is not None
    assert [sheet.id for sheet in source.load()] == [spec.id for spec in PACK.ledgers]


def test_what_other_code_has_compiled_is_not_used(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_code_digest", lambda: "0" * 64)
    assert (compiled_pack(shipped), compiled_digest(shipped), compiled_sheets(shipped)) == (None, None, None)
    assert SheetSource.compiled(shipped) is None
    assert api.load_pack() == PACK


def test_an_installed_package_does_not_look_at_its_code(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "INSTALLED", shipped.parent)
    monkeypatch.setattr(compiled, "_code_digest", lambda: pytest.fail("the code was read"))
    assert compiled_digest(shipped) == PACK.sha256
    assert compiled_pack(shipped) == PACK


@pytest.mark.parametrize(
    "name",
    ["pack.yaml", "subjects.yaml", "synonyms.yaml", "source.txt", "clauses/clause-05.yaml", "ledgers/donations.yaml"],
)
def test_a_compiled_pack_does_not_count_once_a_file_has_changed(name: str, shipped: Path) -> None:
    (shipped / name).write_bytes((shipped / name).read_bytes() + b"\n")
    found = api.load_pack()
    assert found.sha256 != PACK.sha256
    assert found == PACK.model_copy(update={"sha256": found.sha256})


@pytest.mark.parametrize(
    ("name", "content"), [("clauses/clause-22.yaml", "clause: 22\ntitle: 附则\n"), ("synonyms.yaml", "# none\n")]
)
def test_a_compiled_pack_does_not_count_once_a_file_is_new_or_gone(name: str, content: str, shipped: Path) -> None:
    (shipped / name).write_text(content, "utf-8")
    found = api.load_pack()
    assert found.sha256 != PACK.sha256
    assert (len(found.clauses), found.synonyms) != (len(PACK.clauses), PACK.synonyms)


def test_a_file_that_is_not_read_is_refused_in_a_shipped_pack_too(shipped: Path) -> None:
    (shipped / "clauses" / "clause-22.yml").write_text("clause: 22\n")
    with pytest.raises(RulePackError, match=r"clause-22\.yml"):
        api.load_pack()


def test_a_compiled_pack_of_a_users_own_folder_is_never_used(tmp_path: Path) -> None:
    copy = Path(copytree(pack_folder(DEFAULT_PACK), tmp_path / DEFAULT_PACK))
    other: RulePack = PACK.model_copy(update={"clauses": ()})
    (copy / COMPILED).write_text(compiled_text(other), "utf-8")
    assert not is_shipped(copy)
    assert api.load_pack(str(copy)) == PACK
