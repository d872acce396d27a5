"""The chain behind a verdict: its rows are the outcome's; the smallest change meets the duty, and no smaller one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistcheck import api
from assistcheck.audit.explanation import Explained, explain
from assistcheck.audit.request import Request
from assistcheck.errors import UsageError
from builders.support import OTHER, TEAM, TOWN, YEAR_END, book, ledger, pack, rosters, submit, submit_one

Record = dict[str, object]
DAY = date(2022, 5, 1)
NEWS: Record = {"team": TEAM, "outlet": "甲报", "level": "市", "date": DAY}
GIFT: Record = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金"}
FUNDS: Record = {"city": "韶关市", "year": 2022, "budgeted": "是", "amount_due": 100, "amount_budgeted": 100}
CARE: Record = {"unit": "甲街道", "year": 2022, "funds_ceiling": 1000, "cadres": 7, "insured": 7, "subsidised": 7}
BRIEF: Record = {"reporter": TEAM, "recipients": "驻市县工作组"}
PAIR: Record = {"kind": "医疗机构", "city": "韶关市"}
COURSE: Record = {"date": DAY, "organiser": "东莞市", "kind": "全员专题培训"}
TASK: Record = {"duty": "R02.2", "subject": TEAM}


def explained(
    ident: str, rows: Sequence[Mapping[str, object]], rule: str, subject: str | None, as_of: date = YEAR_END
) -> Explained:
    return explain(pack(), submit_one(ledger(ident, *rows), as_of), Request(as_of), rule, subject)


def status(ident: str, rows: Sequence[Mapping[str, object]], rule: str, subject: str | None) -> str:
    return explained(ident, rows, rule, subject).explanations[0].outcome.status


# --- the smallest change ------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A duty that is short, what is said to meet it, and rows that do just that (``change`` times the amount)."""

    ledger: str
    rows: list[Record]
    rule: str
    subject: str
    kind: str
    amount: object
    change: Callable[[list[Record], Any], list[Record]]
    smaller: object


def months(rows: list[Record], wanted: Sequence[str]) -> list[Record]:
    return rows + [{**BRIEF, "title": label, "date": date(2022, int(label[5:]), 9)} for label in wanted]


CHANGES = [
    Change(
        "media_reports",
        [{**NEWS, "title": "一"}],
        "R05.2",
        TEAM,
        "rows",
        3,
        lambda rows, n: rows + [{**NEWS, "title": str(k)} for k in range(n)],
        2,
    ),
    Change(
        "donations",
        [{**GIFT, "amount": 60_000}],
        "R07.4",
        f"{TOWN}/东村",
        "amount",
        Decimal(40_000),
        lambda rows, n: [*rows, {**GIFT, "amount": n, "source": "企业"}],
        Decimal("39999.99"),
    ),
    Change(
        "social_partners",
        [{"team": TEAM, "date": DAY, "name": "甲社", "kind": "企业"}],
        "R19.1",
        TEAM,
        "distinct",
        1,
        lambda rows, n: rows + [{"team": TEAM, "date": DAY, "name": f"乙{k}", "kind": "企业"} for k in range(n)],
        0,
    ),
    Change(
        "safeguards",
        [{**CARE, "funds_paid": 500}],
        "R04.3",
        "甲街道",
        "part",
        Decimal(100),
        lambda _, n: [{**CARE, "funds_paid": 500 + n}],
        Decimal("99.99"),
    ),
    Change(
        "safeguards",
        [{**CARE, "funds_paid": 600, "subsidised": 4}],
        "R04.4",
        "甲街道",
        "part",
        3,
        lambda _, n: [{**CARE, "funds_paid": 600, "subsidised": 4 + n}],
        2,
    ),
    Change(
        "trainings",
        [{**COURSE, "expected": 90, "attended": 60}, {**COURSE, "expected": 80, "attended": 71}],
        "R20.2",
        "东莞市",
        "best-part",
        9,
        lambda rows, n: [rows[0], {**rows[1], "attended": 71 + n}],
        8,
    ),
    Change(
        "fiscal_funds",
        [{**FUNDS, "budgeted": "否"}],
        "R06.1",
        "韶关市",
        "every",
        1,
        lambda rows, n: [{**row, "budgeted": "是"} for row in rows[:n]] + rows[n:],
        0,
    ),
    Change(
        "village_income",
        [{"town": TOWN, "village": "东村", "year": 2022, "income": 90_000}],
        "R10.2",
        f"{TOWN}/东村",
        "value",
        Decimal(150_000),
        lambda rows, n: [{**rows[0], "income": n + Decimal("0.01")}],
        Decimal("149999.99"),
    ),
    Change(
        "rural_income",
        [{"county": "翠屏县", "year": 2022, "growth": 8, "provincial_growth": 9}],
        "R10.1",
        "翠屏县",
        "value",
        Decimal(9),
        lambda rows, n: [{**rows[0], "growth": n + Decimal("0.1")}],
        Decimal("8.9"),
    ),
    Change(
        "attestations",
        [{**TASK, "state": "推进中"}],
        "R02.2",
        TEAM,
        "attest",
        None,
        lambda _, n: [{**TASK, "state": "已完成" if n is None else "推进中", "date": DAY, "evidence": "纪要"}],
        0,
    ),
]


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: f"{case.rule}-{case.kind}")
def test_the_change_that_is_named_meets_the_duty_and_a_smaller_one_does_not(case: Change) -> None:
    remedy = explained(case.ledger, case.rows, case.rule, case.subject).explanations[0].remedy
    assert (remedy.kind, remedy.amount) == (case.kind, case.amount)
    as_of = date(2025, 12, 31)
    after = explained(case.ledger, case.change(case.rows, remedy.amount), case.rule, case.subject, as_of)
    assert after.explanations[0].outcome.status == "met"
    too_little = explained(case.ledger, case.change(case.rows, case.smaller), case.rule, case.subject, as_of)
    assert too_little.explanations[0].outcome.status == "shortfall"


def test_the_periods_that_are_named_are_those_that_lack_their_number() -> None:
    rows = months([], [f"2022-{month:02}" for month in (3, 4, 7, 8, 9, 10, 11, 12)])
    case = explained("briefings", rows, "R05.4", TEAM).explanations[0]
    assert (case.remedy.kind, case.remedy.amount, case.remedy.periods) == ("periods", 1, ("2022-05", "2022-06"))
    assert [one.label for one in case.periods if one.missing] == ["2022-05", "2022-06"]
    assert [one.rows for one in case.periods] == [1, 1, 0, 0, 1, 1, 1, 1, 1, 1]
    assert status("briefings", months(rows, case.remedy.periods), "R05.4", TEAM) == "met"


def test_institutions_of_several_pairs_are_named_by_their_cells() -> None:
    rows = [{**PAIR, "home": "甲院", "partner": "乙院"}, {**PAIR, "home": "甲院", "partner": "丙院"}]
    remedy = explained("pairings", rows, "R16.1", "韶关市").explanations[0].remedy
    assert (remedy.kind, remedy.amount, [place.cell for place in remedy.places]) == ("pairs", 1, ["D2", "D3"])
    assert status("pairings", rows[:1], "R16.1", "韶关市") == "met"


def test_a_blank_baseline_is_named_by_its_cell() -> None:
    rows = [{"town": TOWN, "year": 2022, "employed": 90}]
    remedy = explained("employment", rows, "R12.1", TOWN).explanations[0].remedy
    assert (remedy.kind, remedy.column, [place.cell for place in remedy.places]) == ("baseline", "employed_last_year", ["C2"])


@pytest.mark.parametrize(
    ("rows", "rule", "kind"),
    [
        ([{**NEWS, "title": str(k)} for k in range(4)], "R05.2", "nothing"),
        ([{**NEWS, "title": "一", "date": "2022.1"}], "R05.2", "correct"),
        ([], "R05.3", "send"),
    ],
)
def test_what_is_met_needs_nothing_and_what_cannot_be_judged_needs_rows(rows: list[Record], rule: str, kind: str) -> None:
    assert explained("media_reports", rows, rule, TEAM).explanations[0].remedy.kind == kind


# --- the rows -----------------------------------------------------------------------------------


def test_every_row_of_the_outcome_is_shown_with_its_cells_and_reason() -> None:
    rows: list[Record] = [
        {**NEWS, "title": "一"},
        {**NEWS, "title": "二", "level": "县级以下"},
        {**NEWS, "title": "三", "team": OTHER},
        {**NEWS, "title": "四", "date": "2022.1"},
        {**NEWS, "title": "一"},
    ]
    case = explained("media_reports", rows, "R05.2", TEAM).explanations[0]
    assert case.columns == ("date", "team", "title", "outlet", "level")
    assert [(row.place.row, row.cells) for row in case.counted] == [(2, (DAY, TEAM, "一", "甲报", "市"))]
    assert [(row.place.row, row.reason) for row in case.left_out] == [(5, "rejected"), (6, "duplicate"), (3, "level=县级以下")]
    assert [(one.code, one.place.cell) for one in case.left_out[0].problems] == [("bad-date", "A5")]


def test_a_row_that_nobody_can_be_named_for_is_shown_as_unplaced() -> None:
    rows = [{**NEWS, "title": "一", "team": "青禾镇组囗"}, {**NEWS, "title": "二"}]
    case = explained("media_reports", rows, "R05.2", TEAM).explanations[0]
    assert [row.place.row for row in case.unplaced] == [2]
    assert "unknown-name" in {one.code for one in case.unplaced[0].problems}


def test_a_part_that_does_not_count_says_why() -> None:
    late = {**FUNDS, "approved_on": date(2022, 1, 1), "paid_on": date(2022, 3, 1), "amount_paid": 100}
    case = explained("fiscal_funds", [late], "R06.3", "韶关市").explanations[0]
    assert [row.part_reason for row in case.counted] == ["paid_on=2022-03-01"]
    in_time = explained("fiscal_funds", [{**late, "paid_on": date(2022, 1, 31)}], "R06.3", "韶关市").explanations[0]
    assert [row.part_reason for row in in_time.counted] == [None]


@pytest.mark.parametrize("rule", [rule for rule in pack().rules if not rule.attested], ids=lambda rule: rule.id)
def test_every_rule_can_be_explained_for_every_kind_of_subject(rule: Any) -> None:
    submission = submit_one({})
    report = api.audit(pack(), submission, Request(YEAR_END, selection=api.select([rule.id])))
    for name in dict.fromkeys(one.subject.name for one in report.outcomes):
        found = explain(pack(), submission, Request(YEAR_END), rule.id, name)
        assert [one.outcome for one in found.explanations] == [one for one in report.outcomes if one.subject.name == name]


# --- whose verdict ------------------------------------------------------------------------------


def test_a_unit_of_two_teams_is_explained_for_each() -> None:
    found = explain(pack(), submit_one({}), Request(YEAR_END), "R01.4", "乙局")
    assert [one.outcome.subject.reporter for one in found.explanations] == [TEAM, OTHER]


def test_a_village_is_known_without_its_town_where_it_is_the_only_one() -> None:
    found = explain(pack(), submit_one({}), Request(YEAR_END), "R10.2", "西村")
    assert found.explanations[0].outcome.subject.name == f"{TOWN}/西村"


def test_a_name_with_what_nobody_sees_is_known_as_reports_show_it() -> None:
    sheets = {
        title: [["青\u0007禾" if cell == TEAM else cell for cell in row] for row in rows] for title, rows in rosters().items()
    }
    submission = submit({"data.xlsx": book(sheets)})
    found = explain(pack(), submission, Request(YEAR_END), "R05.2", "青␇禾")
    assert found.explanations[0].outcome.subject.name == "青\u0007禾"


def test_the_only_subject_need_not_be_named() -> None:
    found = explain(pack(), submit_one({}), Request(YEAR_END), "r17.1", None)
    assert found.explanations[0].outcome.subject.name == "东莞市"


@pytest.mark.parametrize(
    ("rule", "name", "words"),
    [
        ("R10.2", "东村", "青禾镇/东村、白露镇/东村"),
        ("R05.2", None, "用 --subject 指明一个：青禾镇组团、白露镇组团"),
        ("R05.2", "青和镇组团", "是否为 青禾镇组团"),
        ("R05.2", TOWN, "是否为 青禾镇组团"),
        ("R5.2", TEAM, "是否为 R05.2"),
    ],
)
def test_none_or_several_is_a_sentence_with_suggestions(rule: str, name: str | None, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        explain(pack(), submit_one({}), Request(YEAR_END), rule, name)
    assert words in raised.value.words.zh
