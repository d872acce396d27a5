"""Open items: what each says of its outcome, and the rows that a single cell keeps out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.reports.common.open_items import Item, Items, months_between
from assistcheck.reports.json.v1 import to_data
from builders.support import OTHER, TEAM, TOWN, YEAR_END, Grid, declaration, ledger, pack, submit_one

HALF = date(2022, 6, 30)
NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
BRIEF = {"reporter": TEAM, "title": "一", "recipients": "驻市县工作组、市经协办"}


def audited(sheets: dict[str, Grid], as_of: date = YEAR_END, **request: object) -> Report:
    return api.audit(pack(), submit_one({**declaration("东莞市"), **sheets}, as_of), Request(as_of, **request))  # type: ignore[arg-type]


def item(report: Report, rule: str, subject: str = TEAM) -> Item:
    outcome = next(one for one in report.outcomes if one.rule.id == rule and one.subject.name == subject)
    return Items(report).item(outcome)


def near(report: Report, rule: str, subject: str = TEAM) -> list[str]:
    return [one.zh for one in item(report, rule, subject).words.near]


# --- figures and days -----------------------------------------------------------------------------


def test_an_item_has_the_figures_of_the_json_report() -> None:
    gifts = {"unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": "12345.67", "date": HALF}
    brief = ledger("briefings", {**BRIEF, "date": HALF})
    report = audited({**ledger("media_reports", {**NEWS, "title": "一"}), **ledger("donations", gifts), **brief}, HALF)
    told = {(o["rule"], o["subject"]["name"], o["subject"]["team"]): o for o in to_data(report, "zh")["outcomes"]}
    found = Items(report).all()
    assert {one.outcome.status for one in found} == {"shortfall", "behind", "undetermined"}
    for one in found:
        subject = one.outcome.subject
        data = told[one.outcome.rule.id, subject.name, subject.reporter]
        low = next(iter(data["target"].values()))
        assert (one.have, one.gap) == (data["value"], data["gap"])
        assert one.need == (low[0] if isinstance(low, list) else low)


def test_what_is_short_comes_first_then_behind_then_not_judged() -> None:
    report = audited({**ledger("media_reports", {**NEWS, "title": "一"}), **ledger("briefings", {**BRIEF, "date": HALF})}, HALF)
    statuses = [one.outcome.status for one in Items(report).all() if one.outcome.rule.level == "binding"]
    assert statuses == sorted(statuses, key=["shortfall", "behind", "undetermined"].index)
    assert len(set(statuses)) == 3


def test_money_is_said_with_its_gap_and_what_each_month_needs() -> None:
    gift = {"unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 30000, "date": HALF}
    found = item(audited(ledger("donations", gift), HALF), "R07.4", f"{TOWN}/东村")
    assert (found.due, found.days_left, found.months_left) == (YEAR_END, 184, 6)
    assert found.per_month == Decimal("11666.67")
    words = found.words
    assert (words.have.zh, words.need.zh, words.gap.zh) == ("30,000.00 元", "不少于 100,000.00 元", "差 70,000.00 元")
    assert words.pace.zh == "序时进度应达 50,000.00 元"
    assert words.due.zh == "2022年12月31日（还有 184 天）"
    assert words.per_month.zh == "此后 6 个月每月至少 11,666.67 元"
    assert words.per_month.en == "at least 11,666.67 yuan in each of the 6 months left"


def test_a_gap_of_less_than_one_a_month_is_said_as_a_whole() -> None:
    found = item(audited(ledger("media_reports", {**NEWS, "title": "一"}), HALF), "R05.2")
    assert (found.have, found.gap, found.per_month) == (1, 3, 1)
    assert found.words.gap.zh == "差 3 条"
    assert found.words.per_month.zh == "此后 6 个月内须再有 3 条"


@pytest.mark.parametrize(
    ("as_of", "months"),
    [
        (date(2022, 11, 29), 2),  # the 30th is left of November
        (date(2022, 11, 30), 1),
        (date(2022, 12, 30), 1),
        (date(2022, 12, 31), 0),
        (date(2023, 1, 1), 0),
    ],
)
def test_the_month_under_way_counts_while_a_day_of_it_is_left(as_of: date, months: int) -> None:
    assert months_between(as_of, YEAR_END) == months


def test_a_missing_month_was_due_at_its_end_and_needs_no_monthly_share() -> None:
    briefs = [{**BRIEF, "date": date(2022, month, 3)} for month in (3, 4, 6)]
    found = item(audited(ledger("briefings", *briefs), HALF), "R05.4")
    assert (found.due, found.days_left, found.per_month) == (date(2022, 5, 31), -30, None)
    assert found.words.missing.zh == "缺 2022年5月"
    assert found.words.due.zh == "2022年5月31日（已逾期 30 天）"
    assert found.words.due.en == "2022-05-31 (30 days overdue)"


def test_what_is_due_today_says_so() -> None:
    found = item(audited(ledger("media_reports", {**NEWS, "title": "一"})), "R05.2")
    assert (found.outcome.status, found.days_left, found.per_month) == ("shortfall", 0, None)
    assert found.words.due.zh == "2022年12月31日（今日到期）"


def test_a_share_is_short_of_percentage_points() -> None:
    row = {"unit": "甲街道", "year": 2022, "funds_ceiling": 7, "funds_paid": 3, "cadres": 1, "subsidised": 1, "insured": 1}
    found = item(audited(ledger("safeguards", row)), "R04.3", "甲街道")
    assert (found.have, found.gap, found.per_month) == ("0.428571", "0.171428", None)
    assert found.words.gap.zh == "差 17.1428 个百分点"


def test_a_reading_that_was_asked_for_is_named() -> None:
    report = audited(ledger("media_reports", {**NEWS, "title": "一"}), readings={"R05.2": "distinct-title"})
    assert item(report, "R05.2").words.reading.zh.startswith("口径“distinct-title”：")
    assert item(audited(ledger("media_reports", {**NEWS, "title": "一"})), "R05.2").words.reading.zh == ""


# --- rows ------------------------------------------------------------------------------------------


def test_rows_are_named_by_sheet_and_those_left_out_with_why() -> None:
    rows = [{**NEWS, "title": str(number)} for number in range(3)]
    words = item(audited(ledger("media_reports", *rows, {**NEWS, "title": "四", "level": "县级以下"})), "R05.2").words
    assert [one.zh for one in words.counted] == ["《媒体报道》第 2-4 行"]
    assert [one.zh for one in words.left_out] == ["《媒体报道》第 5 行：“媒体级别”为“县级以下”，此项不计"]


def test_the_problems_of_its_rows_stand_under_an_item_with_cell_and_remedy() -> None:
    rows = [{**NEWS, "title": "一", "date": "2022.1"}, {**NEWS, "title": "二"}, {**NEWS, "team": OTHER, "date": "2022.1"}]
    report = audited(ledger("media_reports", *rows))
    assert [one.place.cell for one in item(report, "R05.2").problems] == ["A2"]
    assert "写全年、月、日，如 2022-03-05" in item(report, "R05.2").words.problems[0].zh
    assert [one.place.cell for one in item(report, "R05.2", OTHER).problems] == ["A4", "C4"]


def test_the_cells_of_one_fault_in_a_sheet_are_one_sentence_and_errors_come_first() -> None:
    rows = [{**NEWS, "title": str(number), "date": date(2021, 12, 1)} for number in range(25)]
    report = audited(ledger("media_reports", *rows, {**NEWS, "title": "末", "date": "2022.1"}))
    first, second = item(report, "R05.2").words.problems
    assert first.zh.startswith("《媒体报道》 A27：日期无法识别：“2022.1”；")
    assert second.zh.startswith("《媒体报道》 A2、A3、A4、")
    assert "、A21 等共 25 处：不在本年度之内，未计入：“2021-12-01”；" in second.zh
    assert ", A21 and more, 25 in all: " in second.en


@pytest.mark.parametrize(
    ("seen", "day", "words"),
    [
        (0, date(2022, 12, 1), "have 0 reports; 4 reports short; at least 4 reports in the 1 month left"),
        (3, date(2022, 12, 1), "have 3 reports; 1 report short; at least 1 report in the 1 month left"),
        (1, date(2022, 9, 30), "have 1 report; 3 reports short; at least 1 report in each of the 3 months left"),
    ],
)
def test_one_is_singular_in_english(seen: int, day: date, words: str) -> None:
    rows = [{**NEWS, "title": str(number)} for number in range(seen)]
    found = item(audited({**declaration("东莞市"), **ledger("media_reports", *rows)}, day), "R05.2").words
    assert f"have {found.have.en}; {found.gap.en}; {found.per_month.en}" == words


def test_a_sheet_that_cannot_be_read_is_named_under_what_it_leaves_open() -> None:
    headless: dict[str, Grid] = {"媒体报道": [["日期", "组团", "标题", "媒体名称"], [HALF, TEAM, "一", "甲报"]]}
    found = item(audited(headless), "R05.2")
    assert found.outcome.reason == "unreadable"
    assert [one.code for one in found.problems] == ["missing-column"]


# --- near misses -----------------------------------------------------------------------------------


def test_a_required_cell_that_is_blank_would_make_its_row_count() -> None:
    report = audited(ledger("media_reports", {**NEWS, "title": "一"}, {**NEWS, "title": "二", "level": None}))
    words = "《媒体报道》第 3 行（E3）若补填“媒体级别”（“中央”、“省”、“市”、“县”），即可计入"
    assert near(report, "R05.2") == [words]


def test_a_cell_that_cannot_be_read_would_make_its_row_count() -> None:
    report = audited(ledger("media_reports", {**NEWS, "title": "一"}, {**NEWS, "title": "二", "date": "2022.1"}))
    assert near(report, "R05.2") == ["《媒体报道》第 3 行（A3）“日期”现填“2022.1”，无法识别，更正后即可计入"]


@pytest.mark.parametrize(
    "row",
    [
        {"title": "二", "level": "县级以下"},  # says that something else happened
        {"title": "二", "level": None, "date": "2022.1"},  # two cells
        {"title": "二", "level": None, "date": date(2021, 3, 1)},  # not of the year
        {"title": "一", "level": None},  # the same evidence as a row that counts
        {"title": "二", "level": "县级以下", "date": "2022.1"},
    ],
)
def test_a_row_that_more_than_one_cell_keeps_out_is_no_near_miss(row: dict[str, object]) -> None:
    assert near(audited(ledger("media_reports", {**NEWS, "title": "一"}, {**NEWS, **row})), "R05.2") == []


def test_a_met_duty_has_no_near_misses() -> None:
    rows = [{**NEWS, "title": str(number)} for number in range(4)]
    report = audited(ledger("media_reports", *rows, {**NEWS, "title": "五", "level": None}))
    assert item(report, "R05.2").outcome.status == "met"
    assert near(report, "R05.2") == []


def test_a_briefing_that_lacks_one_recipient_nearly_counts_in_a_missing_month_only() -> None:
    march, april = date(2022, 3, 3), date(2022, 4, 3)
    rows = [
        {**BRIEF, "date": march},
        {**BRIEF, "date": march, "title": "二", "recipients": "市经协办"},
        {**BRIEF, "date": april, "title": "三", "recipients": "市经协办"},
    ]
    report = audited(ledger("briefings", *rows), date(2022, 4, 30))
    assert near(report, "R05.4") == ["《信息报送》第 4 行（D4）“报送对象”现填“市经协办”，若确有“驻市县工作组”，补上即可计入"]


def test_an_attested_duty_lacks_its_evidence_or_is_under_way() -> None:
    done = {"duty": "R03.1", "subject": TEAM, "state": "已完成", "date": date(2022, 3, 1), "evidence": None}
    under_way = {**done, "duty": "R03.2", "state": "推进中", "evidence": "协议"}
    not_begun = {**under_way, "duty": "R02.2", "state": "未开展"}
    report = audited(ledger("attestations", done, under_way, not_begun))
    assert near(report, "R03.1") == ["《任务清单》第 2 行（E2）若补填“佐证材料”，即可计入"]
    assert near(report, "R03.2") == ["《任务清单》第 3 行（C3）“状态”现填“推进中”，完成后改为“已完成”即可计入"]
    assert near(report, "R02.2") == []


def test_an_origin_that_names_the_city_elsewhere_in_the_text_is_near() -> None:
    sale = {"team": TEAM, "channel": "其他", "form": "采购", "product": "茶", "amount": 1000, "date": date(2022, 3, 1)}
    report = audited(ledger("purchases", {**sale, "origin": "广东韶关"}, {**sale, "origin": "其他地市", "product": "米"}))
    words = near(report, "R11.3")
    assert len(words) == 1
    assert words[0].startswith("《消费帮扶》第 2 行（F2）“产地”现填“广东韶关”，若实为“韶关")


def test_a_visit_to_a_town_that_nobody_knows_names_the_units_own() -> None:
    visit = {"date": date(2022, 3, 1), "unit": "甲街道", "role": "主要负责同志", "town": "青禾"}
    words = near(audited(ledger("visits", visit)), "R01.4", "甲街道")
    assert words == ["《调研互访》第 2 行（D2）“重点镇”现填“青禾”，无法识别，更正（“青禾镇”）后即可计入"]


def test_a_share_without_its_base_lacks_one_cell() -> None:
    row = {"town": TOWN, "year": 2022, "employed_last_year": None, "employed": 10}
    report = audited(ledger("employment", row))
    assert item(report, "R12.1", TOWN).outcome.status == "undetermined"
    assert near(report, "R12.1", TOWN) == ["《就业情况》第 2 行（C2）若补填“上年度就业人数”，即可计入"]


def test_text_from_a_cell_is_harmless_in_an_item() -> None:
    rows = [{**NEWS, "title": "一", "date": "\x1b[2J\u202e{0}"}, {**NEWS, "title": "{name}"}]
    found = item(audited(ledger("media_reports", *rows)), "R05.2").words
    text = "".join(one.zh + one.en for one in (*found.near, *found.problems))
    assert "{0}" in text
    assert not set(text) & set("\x1b\u202e")
