"""Frames have the columns of the pack's kinds, and exact values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistcheck.dataframes import ledger_frame, outcomes_frame
from assistcheck.i18n import LocalizedText
from assistcheck.rules.subjects import Kind
from builders.support import TEAM, ledger, submit_one
from unit.reports.library import FIRST, MAIN, library, report, with_kinds


def test_a_frame_has_the_region_and_who_reports_under_the_ids_of_their_kinds() -> None:
    frame = outcomes_frame(report())
    assert [*frame.columns[:8]] == ["rule", "clause", "level", "kind", "subject", "region", "grantee", "debtor"]
    row = frame[(frame.rule == "R02.1") & (frame.subject == FIRST)].iloc[0]
    assert (row.value, row.goal, row.unit) == (Decimal(12500), Decimal(24000), "$")
    branch = frame[(frame.rule == "R04.1") & (frame.subject == MAIN)].iloc[0]
    assert (branch.region, branch.grantee, branch.missing) == ("Upper Fells Region", FIRST, "2026Q1,2026Q2,2026Q3")


def test_a_kind_called_as_another_column_keeps_a_column_of_its_own() -> None:
    kind = Kind(id="unit", name=LocalizedText("单位", "unit"), roster="grantees")
    pack = with_kinds((*library().subjects.kinds, kind), reporting="unit")
    frame = outcomes_frame(report()._replace(pack=pack))
    row = frame[(frame.rule == "R02.1") & (frame.subject == FIRST)].iloc[0]
    assert (row.unit_name, row.unit) == (FIRST, "$")


def test_a_frame_of_a_ledger_has_its_columns_and_where_each_row_stands() -> None:
    row = {"date": date(2022, 3, 1), "team": TEAM, "title": "一", "outlet": "甲报", "level": "市"}
    frame = ledger_frame(submit_one(ledger("media_reports", row)), "media_reports")
    assert [*frame.columns[-4:]] == ["fate", "path", "sheet", "row"]
    assert frame.title[0] == "一"
    assert (frame.path[0], frame.sheet[0], frame.row[0]) == ("data.xlsx", "媒体报道", 2)
