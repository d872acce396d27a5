"""Tables have columns for the kinds of the pack, whatever these are called."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

import pytest
from openpyxl import load_workbook

from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports import View
from assistcheck.reports.tabular.csv import to_csv
from assistcheck.reports.tabular.markdown import to_md
from assistcheck.reports.tabular.matrices import Gathered, matrices
from assistcheck.reports.tabular.outcomes import outcomes
from assistcheck.reports.tabular.xlsx import tab_names, to_xlsx
from assistcheck.rules.model import RulePack
from unit.reports.library import FIRST, MAIN, OFFICE, library, report, with_kinds


def renamed(kind: str, name: LocalizedText) -> RulePack:
    """Return the second pack with another name for a kind."""
    kinds = library().subjects.kinds
    return with_kinds(one.model_copy(update={"name": name}) if one.id == kind else one for one in kinds)


@cache
def with_units() -> Report:
    """Return the report of a pack whose grantees are called units, as the unit of a figure is."""
    return report()._replace(pack=renamed("grantee", LocalizedText("单位", "unit")))


def first_row(made: Report, lang: Lang, rule: str, name: str) -> dict[str, str]:
    lines = csv.DictReader(io.StringIO("".join(to_csv(made, View(lang))).removeprefix("\ufeff"), newline=""))
    names = lines.fieldnames or []
    return next(row for row in lines if row[names[0]] == rule and row[names[5]] == name)


def test_csv_has_the_region_and_who_reports_under_their_kinds() -> None:
    row = first_row(report(), "en", "R04.1", MAIN)
    assert (row["Kind"], row["Region"], row["Grantee"], row["Debtor"]) == ("branch", "Upper Fells Region", FIRST, FIRST)
    assert row["Missing periods"] == "missing FY2026 Q1 to FY2026 Q3"
    assert first_row(report(), "zh", "R04.1", MAIN)["受助图书馆区"] == FIRST


def test_amounts_are_plain_beside_their_unit() -> None:
    row = first_row(report(), "en", "R02.1", FIRST)
    assert (row["Have"], row["Gap"], row["Unit"]) == ("12500.00", "11500.00", "$")
    assert first_row(report(), "zh", "R02.1", FIRST)["单位"] == "美元"


def test_the_ids_of_the_columns_are_those_of_the_kinds() -> None:
    assert outcomes(report(), "en", has_due=True).columns[7:9] == ("region", "grantee")


def test_a_kind_named_as_another_column_says_that_it_holds_subjects() -> None:
    english, chinese = first_row(with_units(), "en", "R02.1", FIRST), first_row(with_units(), "zh", "R02.1", FIRST)
    assert (english["Unit (subject)"], english["Unit"]) == (FIRST, "$")
    assert (chinese["单位（主体）"], chinese["单位"]) == (FIRST, "美元")


def test_each_kind_has_a_table_with_what_it_belongs_to() -> None:
    heads = {
        table.headers[0]: [head for head in table.headers[1:] if not head.startswith("R0")]
        for table in matrices(Gathered(report()), report(), "en")
    }
    assert heads == {
        "county library office": [],
        "region": ["Debtor"],
        "grantee": ["Region"],
        "branch": ["Region", "Grantee"],
    }


def test_markdown_says_what_each_month_needs_in_the_currency() -> None:
    assert r"at least \$3,833.34 in each of the 3 months left" in "".join(to_md(report(), View("en")))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tabs_take_any_name_of_a_kind(lang: Lang) -> None:
    name = LocalizedText("县/市[图书馆]办公室：" * 6, "county library office / 'main' & branch office")
    made = report()._replace(pack=renamed("office", name))
    book = load_workbook(io.BytesIO(b"".join(to_xlsx(made, View(lang)))))
    tabs = [sheet.title for sheet in book]
    assert all(len(tab) <= 31 and not re.search(r"[\[\]:*?/\\']", tab) for tab in tabs)
    assert any(cell.value == OFFICE for sheet in book for (cell,) in sheet.iter_rows(max_col=1))


def test_tabs_that_would_be_alike_are_numbered() -> None:
    long = "Matrix of a kind with quite a long name"
    assert tab_names([long, f"{long}, too", "A/B", "a b"]) == [long[:31], f"{long[:29]} 2", "A B", "a b 2"]
