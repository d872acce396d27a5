"""Verdicts that would embarrass or accuse somebody wrongly: what one file must not do to another's verdict."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.submission.assemble import Submission
from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    YEAR_END,
    Grid,
    Tweak,
    account,
    book,
    declaration,
    fates,
    headers,
    ledger,
    outcomes,
    pack,
    report_of,
    rosters,
    submit,
    submit_one,
)

DAY = date(2022, 3, 5)
NEWS: dict[str, object] = {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
GIFT: dict[str, object] = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 100_000}
COUNTY = "翠屏县"


def status(submission: object, rule: str, subject: str, team: str = "") -> tuple[str, str | None]:
    found = outcomes(report_of(submission))[rule, subject, team]  # type: ignore[arg-type]
    return found[0], found[2]


# --- other people's rows ------------------------------------------------------------------------


def test_a_row_in_another_teams_workbook_does_not_unsettle_a_verdict() -> None:
    mine = book({**declaration(), **ledger("media_reports", NEWS, {**NEWS, "team": OTHER})})
    theirs = book({**declaration(OTHER), **ledger("media_reports")})
    submission = submit({"a.xlsx": mine, "b.xlsx": theirs}, roster=book(rosters()))
    assert status(submission, "R05.2", OTHER, OTHER) == ("shortfall", None)


def test_two_workbooks_of_the_programme_do_not_replace_each_other() -> None:
    one = book(
        {**declaration("东莞市"), **rosters(), **ledger("media_reports", *({**NEWS, "title": str(n)} for n in range(4)))}
    )
    two = book({**declaration("东莞市"), **ledger("donations", GIFT)})
    submission = submit({"a.xlsx": one, "b.xlsx": two})
    assert [account.status for account in submission.inputs] == ["read", "read"]
    assert status(submission, "R05.2", TEAM, TEAM) == ("met", None)
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM) == ("met", None)


def test_one_teams_broken_sheet_does_not_blank_the_programme() -> None:
    row = {"date": DAY, "donor": "某公司", "quantity": 2000}
    mine = book({**declaration(), **ledger("computers", {**row, "town": TOWN})})
    broken: dict[str, Grid] = {"电脑捐赠": [["日期", "捐赠单位", "重点镇"], [DAY, "某公司", OTHER_TOWN]]}
    theirs = book({**declaration(OTHER), **broken})
    submission = submit({"a.xlsx": mine, "b.xlsx": theirs}, roster=book(rosters()))
    report = report_of(submission)
    found = next(one for one in report["outcomes"] if one["rule"] == "R17.1")
    assert (found["status"], found["value"]) == ("met", 2000)
    assert "cannot be read" in found["reason_text"]
    assert status(submission, "R17.2", OTHER_TOWN, OTHER) == ("undetermined", "unreadable")
    assert report["summary"]["exit_code"] == 3


def test_a_roster_file_in_the_audited_folder_is_no_submission(tmp_path: Path) -> None:
    (tmp_path / "roster.xlsx").write_bytes(book({**rosters(), **ledger("media_reports")}))
    (tmp_path / "a.xlsx").write_bytes(book({**declaration(), **ledger("media_reports", NEWS)}))
    submission = api.read_submissions([str(tmp_path)], pack(), YEAR_END, roster=str(tmp_path / "roster.xlsx"))
    assert submission.coverage.absent == (OTHER,)
    assert status(submission, "R05.2", OTHER, OTHER) == ("undetermined", "not-submitted")


# --- rosters ------------------------------------------------------------------------------------


def units(*rows: tuple[object, ...]) -> dict[str, Grid]:
    return {"单位名册": [headers("units"), *rows]}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"单位名册": [headers("units")]}, "not-submitted"), (units(("甲街道", TEAM, "某某类", "是", None)), "rows-rejected")],
    ids=["no-row", "a-wrong-kind"],
)
def test_a_duty_does_not_vanish_over_a_wrong_kind_of_unit(changed: dict[str, Grid], reason: str) -> None:
    submission = submit({"data.xlsx": book({**rosters(), **declaration("东莞市"), **ledger("donations"), **changed})})
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM)[1] == reason


def test_a_duty_does_not_vanish_without_a_roster_of_units() -> None:
    sheets = {title: rows for title, rows in rosters().items() if title != "单位名册"}
    submission = submit({"data.xlsx": book({**sheets, **ledger("donations")})})
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM) == ("undetermined", "not-submitted")


@pytest.mark.parametrize("order", [1, -1])
def test_a_roster_that_contradicts_itself_is_an_error_and_file_order_does_not_decide(order: int) -> None:
    teams = [(TEAM, "甲街道", "韶关市", COUNTY, TOWN), (TEAM, "甲街道", "韶关市", COUNTY, OTHER_TOWN)][::order]
    sheets = {**rosters(), "组团名册": [headers("teams"), *teams], "重点村名册": [headers("villages")]}
    submission = submit({"data.xlsx": book({**sheets, **ledger("media_reports", NEWS)})})
    assert "conflicting-row" in [problem.code for problem in submission.problems]
    assert submission.roster.of("team")[(TEAM,)].group("town") == min(TOWN, OTHER_TOWN)
    assert api.audit(pack(), submission, Request(YEAR_END)).exit_code == 1


# --- cells --------------------------------------------------------------------------------------


def test_a_cell_that_shows_a_percentage_counts_as_what_it_shows() -> None:
    rows: Grid = [headers("rural_income"), [COUNTY, 2022, 9.5, 0.082]]

    def show_percent(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["农民收入"].write_number("D2", 0.082, made.add_format({"num_format": "0.0%"}))

    submission = submit_one({"农民收入": rows}, tweak=show_percent)
    found = next(one for one in report_of(submission)["outcomes"] if one["rule"] == "R10.1" and one["value"])
    assert (found["status"], found["value"]) == ("met", "1.300000")


def test_error_values_are_found_whatever_case_the_parts_are_named_in() -> None:
    def spoil(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["财政资金"].write_formula("D2", "=1/0", None, "#DIV/0!")

    row = {"city": "韶关市", "year": 2022, "budgeted": "是", "amount_due": 100, "amount_budgeted": 100}
    plain = book({**ledger("fiscal_funds", row), **rosters()}, spoil)
    shouted = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(shouted, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename.replace("xl/", "XL/"), old.read(entry))
    for data in (plain, shouted.getvalue()):
        submission = submit({"data.xlsx": data})
        read = submission.inputs[0].status == "read"
        assert not read or submission.tables["fiscal_funds"].fates == ["rejected"]
    assert submit({"data.xlsx": plain}).inputs[0].status == "read"


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsb"])
def test_the_shell_of_a_workbook_is_unreadable_never_an_empty_one(suffix: str) -> None:
    content = {"xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600}.get(suffix)
    if content is None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as parts:
            parts.writestr("content.xml" if suffix == "ods" else "xl/workbook.bin", "x")
        content = buffer.getvalue()
    submission = submit({f"data.{suffix}": content})
    assert submission.inputs[0].status == "unreadable"
    assert {"unsupported-file", "unreadable-file"} & {problem.code for problem in submission.problems}


def test_a_row_number_alone_makes_no_row() -> None:
    header = ["序号", *headers("media_reports")]
    rows: Grid = [header, [1, *(NEWS.get(name) for name in ("date", "team", "title", "outlet", "level"))], [2], [3]]
    submission = submit_one({"媒体报道": rows})
    assert submission.tables["media_reports"].fates == ["counted"]
    assert not [problem for problem in submission.problems if problem.level == "error"]


@pytest.mark.parametrize(("town", "found"), [(TOWN, ("undetermined", "rows-rejected")), (OTHER_TOWN, ("shortfall", None))])
def test_a_rejected_visit_unsettles_a_verdict_only_if_it_went_to_the_units_own_town(
    town: str, found: tuple[str, str | None]
) -> None:
    visit = {"date": "2022.1", "unit": "甲街道", "role": "主要负责同志", "town": town}
    assert status(submit_one(ledger("visits", visit)), "R01.4", "甲街道", TEAM) == found


# --- marks that are no values -------------------------------------------------------------------

PURCHASE: dict[str, object] = {
    "date": DAY,
    "team": TEAM,
    "channel": "其他",
    "form": "采购",
    "product": "大米",
    "origin": "韶关市",
    "amount": 100_000,
}
PARTNER: dict[str, object] = {"date": DAY, "team": TEAM, "name": "某商会", "kind": "社会组织"}


def value(submission: Submission, rule: str, subject: str, team: str = "") -> object:
    return outcomes(report_of(submission))[rule, subject, team][1]


def merged(sheet: str, cells: str, amount: int) -> Tweak:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages[sheet].merge_range(cells, "")
        pages[sheet].write_number(cells.partition(":")[0], amount)

    return merge


@pytest.mark.parametrize("mark", ["无", "/", " － ", "——", "暂无", "n/a", "不适用"])
def test_a_mark_of_nothing_is_no_evidence_no_partner_and_no_enterprise(mark: str) -> None:
    done = {"duty": "R09.1", "subject": TOWN, "state": "已完成", "date": DAY, "evidence": mark}
    training = {"date": DAY, "organiser": "驻翠屏县工作组", "kind": "业务培训", "co_organiser": mark}
    investment = {"date": DAY, "team": TEAM, "kind": "企业投资", "project": "茶厂", "enterprise": mark}
    sheets = {**ledger("attestations", done), **ledger("trainings", training), **ledger("industry_projects", investment)}
    submission = submit_one(sheets)
    assert status(submission, "R09.1", TOWN, TEAM) == ("shortfall", None)
    assert status(submission, "R20.3", "驻翠屏县工作组") == ("shortfall", None)
    assert status(submission, "R10.4", TEAM, TEAM) == ("undetermined", "rows-rejected")
    assert [one.level for one in submission.problems if one.code == "placeholder"] == ["note"] * 2


def test_two_gifts_without_a_voucher_number_are_two_gifts() -> None:
    gifts = [{**GIFT, "amount": 60_000, "voucher": "无"}, {**GIFT, "date": YEAR_END, "amount": 40_000, "voucher": "无"}]
    assert value(submit_one(ledger("donations", *gifts)), "R07.4", f"{TOWN}/东村", TEAM) == "100000.00"


def test_a_voucher_number_of_another_office_takes_nothing_away() -> None:
    theirs = {**PURCHASE, "team": OTHER, "amount": 1_000, "voucher": "001", "date": date(2022, 1, 5)}
    submission = submit_one(ledger("purchases", theirs, {**PURCHASE, "amount": 320_000, "voucher": "001"}))
    assert status(submission, "R11.3", TEAM, TEAM) == ("met", None)
    assert fates(submission, "purchases") == ["counted", "counted"]
    assert {one.level for one in submission.problems if one.code == "voucher-shared"} == {"note"}


def test_one_transfer_may_serve_two_villages() -> None:
    gifts = [{**GIFT, "voucher": "凭1"}, {**GIFT, "village": "西村", "amount": Decimal("99999.99"), "voucher": "凭1"}]
    submission = submit_one(ledger("donations", *gifts))
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM) == ("met", None)
    assert value(submission, "R07.4", f"{TOWN}/西村", TEAM) == "99999.99"
    assert {one.level for one in submission.problems if one.code == "voucher-shared"} == {"warning"}


def test_a_number_merged_over_rows_of_one_team_counts_once() -> None:
    rows = [{**PURCHASE, "product": name, "amount": None} for name in ("米", "茶", "油", "笋", "菇")]
    submission = submit_one(ledger("purchases", *rows), tweak=merged("消费帮扶", "G2:G6", 100_000))
    assert value(submission, "R11.3", TEAM, TEAM) == "100000.00"
    assert ("merged-number", "warning") in {(one.code, one.level) for one in submission.problems}


def test_a_number_merged_over_two_villages_cannot_be_shared_out() -> None:
    rows = [{**GIFT, "village": name, "amount": None} for name in ("东村", "西村")]
    submission = submit_one(ledger("donations", *rows), tweak=merged("募集资金", "F2:F3", 100_000))
    assert fates(submission, "donations") == ["rejected", "rejected"]
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM) == ("undetermined", "rows-rejected")


@pytest.mark.parametrize("word", ["小计", "合 计", "总计", "汇总", "青禾镇小计", "Subtotal"])
def test_a_total_among_filled_cells_is_no_purchase(word: str) -> None:
    submission = submit_one(ledger("purchases", PURCHASE, {**PURCHASE, "product": word, "amount": 200_000}))
    assert value(submission, "R11.3", TEAM, TEAM) == "100000.00"
    assert account(submission, "purchases")["skipped"] == 1


def test_a_total_of_partners_is_no_partner() -> None:
    submission = submit_one(ledger("social_partners", PARTNER, {**PARTNER, "name": "合计：2家"}))
    assert status(submission, "R19.1", TEAM, TEAM) == ("shortfall", None)


@pytest.mark.parametrize("mark", ["〃", "同上", "″"])
def test_a_ditto_mark_is_the_cell_above(mark: str) -> None:
    rows = [PURCHASE, {**PURCHASE, "product": "茶", "origin": mark}, {**PURCHASE, "product": "油", "origin": mark}]
    submission = submit_one(ledger("purchases", *rows))
    assert status(submission, "R11.3", TEAM, TEAM) == ("met", None)


@pytest.mark.parametrize("title", ["丰\n收", "丰 收", "丰　收"])
def test_one_report_with_white_space_in_its_title_is_one(title: str) -> None:
    submission = submit_one(ledger("media_reports", NEWS, {**NEWS, "title": title}))
    assert sorted(fates(submission, "media_reports")) == ["counted", "duplicate"]


@pytest.mark.parametrize("origin", [COUNTY, TOWN, f"{COUNTY}茶场", "云岭区"])
def test_what_comes_from_a_county_or_key_town_of_the_roster_comes_from_its_city(origin: str) -> None:
    submission = submit_one(ledger("purchases", {**PURCHASE, "amount": 300_000, "origin": origin}))
    assert status(submission, "R11.3", TEAM, TEAM) == ("met", None)
