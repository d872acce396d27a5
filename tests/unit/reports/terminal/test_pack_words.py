"""The terminal report speaks of the kinds, sheets, quarters and currency of the pack it was made with."""

from __future__ import annotations

import pytest

from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.terminal.report import to_text
from unit.reports.library import FIRST, SECOND, library, report, report_of, with_kinds

FIRST_PACK = ("组团", "重点镇", "单位", "team", "town", "village", "county (", "yuan", "2026Q1")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_another_pack_is_said(lang: Lang) -> None:
    text = "".join(to_text(report(), View(lang, everything=True, width=400)))
    verdicts, _, data = text.partition("提醒 " if lang == "zh" else " remark")
    assert data
    assert not [word for word in FIRST_PACK if word in verdicts]


def test_the_kinds_are_said_in_english() -> None:
    text = "".join(to_text(report(), View("en", width=200)))
    assert "Short or behind (2, by who owes it, branches with their grantee; the worst first)" in text
    assert f"{FIRST} (Upper Fells Region)" in text
    assert "$12,500 / ≥$24,000 (pace $18,000)" in text
    assert "missing FY2026 Q1 to FY2026 Q3" in text


def test_the_kinds_are_said_in_chinese() -> None:
    text = "".join(to_text(report(), View("zh", everything=True, width=400)))
    assert "未达标与滞后（按责任主体归并，分馆归入受助图书馆区；共 2 组，最需关注的在前）" in text
    assert "12,500 / ≥24,000美元（序时 18,000）" in text
    assert "缺 2026财年第1季度至2026财年第3季度" in text


def test_without_kinds_that_belong_to_those_that_report_nothing_is_said_of_them() -> None:
    alone = report()._replace(pack=with_kinds(one for one in library().subjects.kinds if one.id != "branch"))
    assert "Short or behind (2, by who owes it; the worst first)" in "".join(to_text(alone, View("en", width=200)))


def test_a_missing_roster_is_named_by_its_sheet() -> None:
    text = "".join(to_text(report_of(library(), leaving_out=("grantees",)), View("en", width=300)))
    assert "There is no sheet Grantees, so no grantee is known." in text


def test_who_has_sent_nothing_is_named_by_its_kind() -> None:
    found = report_of(library(), reporter=FIRST)
    assert found.absent == (SECOND,)
    assert f"Who has not sent: 1 grantee still to send: {SECOND}." in "".join(to_text(found, View("en", width=300)))
    assert f"谁未报送：1 个受助图书馆区尚未报送：{SECOND}。" in "".join(to_text(found, View("zh", width=300)))
