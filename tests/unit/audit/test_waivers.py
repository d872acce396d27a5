"""Recorded waivers: what they excuse, and until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcome
from assistcheck.audit.request import Request, Selection
from assistcheck.audit.waivers import Waiver
from builders.support import TEAM, YEAR_END, declaration, ledger, pack, submit_one


def waiver(rule: str = "R05.2", period: str | None = None, expires: date = YEAR_END, subject: str = TEAM) -> Waiver:
    return Waiver(
        rule=rule,
        subject=subject,
        period=period,
        document="备案〔2022〕1号",
        reason="汛期",
        approved_by="某办",
        expires=expires,
    )


def outcome(rule: str, *waivers: Waiver, reports: int = 0, months: tuple[int, ...] = ()) -> Outcome:
    news = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
    rows = [{**news, "title": f"报道{n}"} for n in range(max(1, reports))]
    rows[0]["level"] = "市" if reports else "县级以下"
    sent = {"reporter": TEAM, "title": "信息", "recipients": "驻市县工作组"}
    briefings = [{**sent, "date": date(2022, month, 5)} for month in months]
    sheets = {**ledger("media_reports", *rows), **ledger("briefings", *briefings)}
    selection = Selection(frozenset({rule}), frozenset({TEAM}))
    report = api.audit(pack(), submit_one(sheets), Request(YEAR_END, selection=selection, waivers=waivers))
    return report.outcomes[0]


def test_a_waiver_excuses_a_shortfall_with_its_words() -> None:
    found = outcome("R05.2", waiver())
    assert (found.status, found.reason) == ("waived", "waived")
    assert found.reason_text is not None
    assert found.reason_text.zh == "备案〔2022〕1号：汛期（批准：某办，有效期至 2022-12-31）"
    assert found.reason_text.en == "备案〔2022〕1号: 汛期 (approved by 某办, valid until 2022-12-31)"


@pytest.mark.parametrize(("expires", "status"), [(date(2022, 12, 30), "shortfall"), (date(2022, 12, 31), "waived")])
def test_a_waiver_holds_on_its_last_day(expires: date, status: str) -> None:
    assert outcome("R05.2", waiver(expires=expires)).status == status


def test_a_waiver_excuses_what_is_not_yet_due() -> None:
    selection, day = Selection(frozenset({"R05.3"}), frozenset({TEAM})), date(2022, 6, 30)
    sent = submit_one({**declaration("东莞市"), **ledger("highlights")}, day)
    before = api.audit(pack(), sent, Request(day, selection=selection)).outcomes[0]
    after = api.audit(pack(), sent, Request(day, selection=selection, waivers=(waiver("R05.3"),))).outcomes[0]
    assert (before.status, after.status) == ("not_due", "waived")


def test_a_waiver_of_another_rule_or_subject_excuses_nothing() -> None:
    assert outcome("R05.2", waiver("R05.3"), waiver(subject="白露镇组团")).status == "shortfall"


def test_what_is_met_stays_met() -> None:
    assert outcome("R05.2", waiver(), reports=4).status == "met"


def test_a_waiver_of_one_month_leaves_the_others_missing() -> None:
    found = outcome("R05.4", waiver("R05.4", "2022-05"), months=(3, 4, 6, 7, 8, 9, 10, 11))
    assert (found.status, found.missing, found.gap) == ("shortfall", ("2022-12",), 1)


def test_waivers_of_every_missing_month_waive_the_duty() -> None:
    found = outcome("R05.4", waiver("R05.4", "2022-05"), months=(3, 4, 6, 7, 8, 9, 10, 11, 12))
    assert (found.status, found.missing) == ("waived", ())


def test_a_waivers_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    line = "{rule: R05.2, subject: 青禾镇组团, document: 一号, reason: 汛期, approved_by: 某办, expires: 2022-12-31}"
    file.write_text(f"- {line}\n", encoding="utf-8")
    assert api.load_waivers(str(file))[0].expires == YEAR_END


@pytest.mark.parametrize("text", ["- {rule: R05.2}", "- [", "rule: R05.2", "- {rule: R05.2, subject: x, colour: red}"])
def test_a_wrong_waivers_file_is_wrong_usage(tmp_path: Path, text: str) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(api.UsageError, match=r"waivers\.yaml"):
        api.load_waivers(str(file))


def test_a_missing_waivers_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(api.UsageError):
        api.load_waivers(str(tmp_path / "none.yaml"))
