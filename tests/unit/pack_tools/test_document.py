"""A document is read as sentences, whatever its line breaks; each is marked, and two documents are compared."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from assistcheck.pack_tools.comparison import compared
from assistcheck.pack_tools.coverage import coverage_of
from assistcheck.pack_tools.document import changes, sentences, squeezed
from assistcheck.rules.loader import load_pack
from unit.pack_tools.packs import GRANTS, KEY_POINTS, change, copy_of


def document(folder: Path) -> str:
    return (folder / "source.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [GRANTS, KEY_POINTS], ids=lambda folder: folder.name)
def test_the_sentences_are_the_whole_document(folder: Path) -> None:
    found = sentences(document(folder))
    assert "".join(one.squeezed for one in found) == squeezed(document(folder))
    assert all(before.end == after.start for before, after in pairwise(found))


def texts(text: str) -> list[str]:
    return [one.text for one in sentences(text)]


def test_chinese_sentences_end_with_their_marks() -> None:
    assert texts("1.落实互访。建立制度；每年调研不少于 1 次。“好！”（各单位）") == [
        "1.落实互访。",
        "建立制度；",
        "每年调研不少于 1 次。",
        "“好！”",
        "（各单位）",
    ]


def test_a_page_break_in_the_middle_of_a_sentence_is_nothing() -> None:
    assert texts("围绕重点，适时召\n\n开会议。") == ["围绕重点，适时召开会议。"]


def test_a_heading_stands_alone() -> None:
    found = sentences("一、加强组织领导\n\n1.落实互访，建立制度。")
    assert [(one.text, one.is_heading) for one in found] == [("一、加强组织领导", True), ("1.落实互访，建立制度。", False)]


def test_a_numbered_heading_on_its_own_line_is_no_part_of_the_sentence_below() -> None:
    text = (
        "Gardens 2025 (an example)\n\n1. Planting\nEach school plants\nmany trees.\n\n"
        "2. Each school of the programme holds\nSunday lessons."
    )
    assert [(one.text, one.is_heading) for one in sentences(text)] == [
        ("Gardens 2025 (an example)", True),
        ("1. Planting", True),
        ("Each school plants many trees.", False),
        ("2. Each school of the programme holds Sunday lessons.", False),
    ]


def test_english_sentences_keep_their_numbers_and_sums() -> None:
    assert texts("1. Use of the grant. Spend at least $24,000.50 in\nall. It must be so.") == [
        "1. Use of the grant.",
        "Spend at least $24,000.50 in all.",
        "It must be so.",
    ]


def test_changes_are_told_from_what_is_new_and_gone() -> None:
    old = "1. Each member holds four meetings. Old words go away. This one stays."
    new = "1. Each member holds five meetings. This one stays. Something else entirely is asked for."
    found = [(one.old and one.old.text, one.new and one.new.text) for one in changes(old, new)]
    assert found == [
        ("1. Each member holds four meetings.", "1. Each member holds five meetings."),
        (None, "Something else entirely is asked for."),
        ("Old words go away.", None),
    ]


def test_a_sentence_that_moved_or_was_wrapped_has_not_changed() -> None:
    assert changes("甲应办理。乙应办理。", "乙应\n办理。甲应办理。") == []


def test_every_sentence_of_a_document_is_marked() -> None:
    found = coverage_of(load_pack(GRANTS), document(GRANTS))
    standing = {one.sentence.text: one.standing for one in found.sentences}
    assert standing["Each grantee must attend at least two meetings of its own region."] == "rule"
    assert standing["The county library office shall publish the list of awards."] == "attested"
    assert standing["Programs shall be welcoming to every resident."] == "judged"
    assert standing["All sums are in US dollars."] == "none"
    assert standing["6. Regional meetings."] == "heading"
    assert found.counts == {**dict.fromkeys(found.counts, 0), **Counter(standing.values())}


def test_every_rule_stands_behind_some_sentence() -> None:
    for folder in (GRANTS, KEY_POINTS):
        pack = load_pack(folder)
        marked = {mark.rule for one in coverage_of(pack, document(folder)).sentences for mark in one.marks}
        assert {rule.id for rule in pack.rules} <= marked


def test_packs_are_compared_key_by_key(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    change(pack, "clauses/clause-05.yaml", "target: {at_least: 4}", "target: {at_least: 5}")
    change(pack, "clauses/clause-05.yaml", "at least four different", "at least five different")
    change(pack, "source.txt", "at least four different", "at least five different")
    change(
        pack,
        "ledgers/branches.yaml",
        "  - id: public_computers\n    header: Public Computers",
        "  - id: public_computers\n    header: PCs",
    )
    change(pack, "pack.yaml", "decimals: 2", "decimals: 0")
    found = compared(load_pack(GRANTS), load_pack(pack), (document(GRANTS), document(pack)))
    keys = {(part.part, part.id, key.key): (key.old, key.new) for part in found.parts for key in part.keys}
    assert keys[("rule", "R05.1", "target.at_least")] == ("4", "5")
    assert keys[("ledger", "branches", "columns.public_computers.header")] == ("Public Computers", "PCs")
    assert keys[("pack", "", "currency.decimals")] == ("2", "0")
    assert [(one.old and "four" in one.old.text, one.new and "five" in one.new.text) for one in found.sentences] == [
        (True, True)
    ]


def test_rules_that_one_pack_alone_has_are_named(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    (pack / "clauses" / "clause-08.yaml").unlink()
    there, less = load_pack(GRANTS), load_pack(pack)
    text = document(GRANTS)
    gone = {(part.part, part.id, part.standing) for part in compared(there, less, (text, text)).parts}
    assert {("rule", "R08.1", "removed"), ("rule", "R08.2", "removed"), ("judged", "让人如在家中", "removed")} == gone
    back = {(part.id, part.standing) for part in compared(less, there, (text, text)).parts if part.part == "rule"}
    assert back == {("R08.1", "added"), ("R08.2", "added")}
