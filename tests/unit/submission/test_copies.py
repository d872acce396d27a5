"""Copies by their names: what people, Windows, macOS and programs that synchronise folders make of a name."""

from __future__ import annotations

import pytest

from assistcheck.submission.copies import likeness, originals

COPIES = (
    "台账 - 副本.xlsx",
    "台账 - 副本 (2).xlsx",
    "台账-副本.xlsx",
    "台账 副本 2.xlsx",
    "台账的副本.xlsx",
    "台账 (1).xlsx",
    "台账(1).xlsx",
    "台账（12）.xlsx",
    "副本 台账.xlsx",
    "副本台账.xlsx",
    "副本 - 台账.xlsx",
    "复件 台账.xlsx",
    "复件 (2) 台账.xlsx",
    "台账 - Copy.xlsx",
    "台账 - Copy (2).XLSX",
    "台账 copy 3.xlsx",
    "Copy of 台账.xlsx",
    "Copy (2) of 台账.xlsx",
    "台账 - 复制.xlsx",
)
CONFLICTS = (
    "台账 (某某的冲突副本 2022-06-30).xlsx",
    "台账 (Alice's conflicted copy 2022-06-30).xlsx",
    "台账 (case conflict 1).xlsx",
    "台账-冲突文件-某某-20220630.xlsx",
    "台账(冲突).xlsx",
    "台账-NSConflict-某某.xlsx",
    "台账 (conflicted copy 2022-06-30 101010).xlsx",
    "台账_conflict-20220630-101010.xlsx",
    "台账-DESKTOP-AB12CD3.xlsx",
    "台账-OFFICEPC.xlsx",
    "台账.sync-conflict-20220630-101010-ABCDEFG.xlsx",
    "台账 (SFConflict a@b.c 2022-06-30-10-10-10).xlsx",
    "台账_DiskStation_Jun-30-101010-2022_Conflict.xlsx",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_known_by_its_name(name: str) -> None:
    assert likeness(f"甲/{name}", "甲/台账.xlsx") == "copy"


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflicted_copy_is_known_by_its_name(name: str) -> None:
    assert likeness(f"甲\\{name}", "乙/台账.xlsx") == "conflict"


@pytest.mark.parametrize(
    "name",
    [
        "台账.xlsx",
        "台账2022.xlsx",
        "台账 (2022).xlsx",
        "台账-二季度.xlsx",
        "台账-Q2.xlsx",
        "台账-v2.xlsx",
        "台账 - 副本.xls",
        "总台账 (1).xlsx",
    ],
)
def test_another_name_is_no_copys(name: str) -> None:
    assert likeness(name, "台账.xlsx") is None


@pytest.mark.parametrize("name", ["台账", ".xlsx", "", "冲突.xlsx", "副本.xlsx", "(1).xlsx"])
def test_a_name_that_is_nothing_but_a_mark_is_no_copys(name: str) -> None:
    assert likeness(name, ".xlsx") is None


@pytest.mark.parametrize("letters", [" ", "-", "a-", "冲突(", "副本 "])
def test_a_name_longer_than_any_file_has_is_not_looked_at(letters: str) -> None:
    assert list(originals(letters * 30_000 + ".xlsx")) == []
