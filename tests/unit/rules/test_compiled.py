"""A compiled pack stands for its files while they, it and the code are as they were; else the files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistcheck.ledgers.source import SheetSource
from assistcheck.rules import compiled, folders, loader
from assistcheck.rules.compiled import COMPILED, compile_pack, compiled_digest, compiled_pack, compiled_sheets
from assistcheck.rules.loader import load_pack
from unit.pack_tools.packs import GRANTS, KEY_POINTS, change, copy_of


@pytest.fixture(params=[GRANTS, KEY_POINTS], ids=lambda folder: folder.name)
def shipped(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a compiled pack that stands where shipped ones do."""
    pack = copy_of(request.param, tmp_path)
    monkeypatch.setattr(folders, "_SHIPPED", (tmp_path,))
    assert compile_pack(pack) == pack / COMPILED
    return pack


def test_it_is_the_pack_itself(shipped: Path) -> None:
    whole, own = load_pack(shipped, checked=True), compiled_pack(shipped)
    assert own == whole
    assert [rule.measure for rule in own.rules] == [rule.measure for rule in whole.rules]
    assert compiled_digest(shipped) == whole.sha256
    assert compiled_sheets(shipped) == whole.sheets


def test_the_loader_takes_it_and_reads_no_yaml(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader._Files, "pack", lambda _: pytest.fail("the files were read"))
    assert load_pack(shipped).rules


@pytest.mark.parametrize("part", ["pack.yaml", "source.txt", "subjects.yaml"])
def test_a_changed_byte_of_the_pack_has_its_files_read(part: str, shipped: Path) -> None:
    with (shipped / part).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert load_pack(shipped).sha256 != compiled_digest(shipped)


def test_a_changed_byte_of_what_was_compiled_has_the_files_read(shipped: Path) -> None:
    before = load_pack(shipped, checked=True)
    change(shipped, COMPILED, '"binding"', '"general"')
    assert compiled_pack(shipped) is None
    assert load_pack(shipped) == before


def test_what_other_code_compiled_is_not_used(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_code_digest", lambda: "0" * 64)
    assert (compiled_pack(shipped), compiled_digest(shipped), compiled_sheets(shipped)) == (None, None, None)
    assert SheetSource.compiled(shipped) is None
    assert load_pack(shipped).rules


def test_an_installed_package_does_not_ask_for_its_code(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "INSTALLED", shipped.parent)
    monkeypatch.setattr(compiled, "_code_digest", lambda: pytest.fail("the code was read"))
    assert compiled_digest(shipped)
    assert compiled_pack(shipped)


def test_a_pack_that_is_not_compiled_is_read(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    assert (compiled_pack(pack), compiled_digest(pack), compiled_sheets(pack)) == (None, None, None)
    assert load_pack(pack).rules
