"""What is waived is shown with document, reason, approver and last day in every format, and counted apart."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest
from docx import Document

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request, select
from assistcheck.audit.waivers import Waiver
from assistcheck.i18n import Lang
from assistcheck.location import Location
from assistcheck.submission.assemble import Submission
from builders.support import TEAM, book, declaration, ledger, pack, rosters, submit

DAY = date(2022, 8, 31)
ESCAPE = "汛期\x1b[31m=1+1<b>"
"""A reason as nobody should write it."""
TOLD = ("备案〔2022〕1号", "汛期", "某办", "2022-12-31")


def waiver(rule: str, period: str | None = None, *, reason: str = "汛期", expires: date = date(2022, 12, 31)) -> Waiver:
    return Waiver(
        rule=rule,
        subject=TEAM,
        period=period,
        reason=reason,
        approved_by="某办",
        document="备案〔2022〕1号",
        expires=expires,
        place=Location("备案.yaml", "", 3, 1),
    )


ALL = (("R05.2", None), ("R05.4", "2022-05"), ("R05.4", "2022-06"), ("R05.5", "2022-05"))


def sent() -> Submission:
    told = {"reporter": TEAM, "title": "信息", "recipients": "驻市县工作组、市经协办"}
    months = (date(2022, month, 5) for month in (3, 4, 7, 8))
    sheets = {**rosters(), **declaration(TEAM, DAY), **ledger("briefings", *({**told, "date": day} for day in months))}
    sheets |= ledger("media_reports", {"team": TEAM, "title": "a", "outlet": "b", "level": "市", "date": date(2022, 3, 1)})
    return submit({"data.xlsx": book(sheets)}, DAY)


def report(*, recorded: bool = True, reason: str = "汛期") -> Report:
    waivers = tuple(waiver(*one, reason=reason) for one in ALL) if recorded else ()
    return api.audit(pack(), sent(), Request(DAY, selection=select(["R05.2", "R05.4", "R05.5"], [TEAM]), waivers=waivers))


def explanation(rule: str, format_name: str, *waivers: Waiver) -> str:
    found = api.explain(pack(), sent(), Request(DAY, waivers=waivers), rule, TEAM)
    return api.render_explanation(found, format_name, api.View("zh", width=300))


def text_of(format_name: str, lang: Lang, found: Report) -> str:
    made = api.render(found, format_name, api.View(lang, width=400))
    return made if isinstance(made, str) else cells_of(made)


def cells_of(data: bytes) -> str:
    """Return every cell of a workbook as text, a row a line."""
    sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)


def test_the_outcomes_are_those_that_are_shown() -> None:
    found = {one.rule.id: (one.status, one.missing, [each.period for each in one.excuses]) for one in report().outcomes}
    assert found == {
        "R05.2": ("waived", (), [None]),
        "R05.4": ("waived", (), ["2022-05", "2022-06"]),
        "R05.5": ("shortfall", ("2022-06",), ["2022-05"]),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_name", [name for name in api.FORMATS if name in {"text", "json", "csv", "md", "html", "xlsx"}])
def test_every_format_shows_what_is_on_record(format_name: str, lang: Lang) -> None:
    text = text_of(format_name, lang, report())
    assert all(words in text for words in TOLD), [words for words in TOLD if words not in text]
    without = text_of(format_name, lang, report(recorded=False))
    assert not any(words in without for words in TOLD[:2])


def test_json_has_what_excuses_of_waived_outcomes_alone() -> None:
    found = json.loads(text_of("json", "zh", report()))
    assert [sorted(one.get("waivers", [{}])[0]) for one in found["outcomes"]] == [
        ["approved_by", "document", "expires", "period", "reason"]
    ] * 3
    assert [one["period"] for one in found["outcomes"][1]["waivers"]] == ["2022-05", "2022-06"]
    assert found["outcomes"][2]["reason"] is None
    assert found["outcomes"][2]["reason_text"].startswith("部分时段已备案：2022-05：备案〔2022〕1号：汛期（批准：某办")
    assert found["summary"]["outcomes"] | {"waived": 2, "shortfall": 1} == found["summary"]["outcomes"]
    assert all("waivers" not in one for one in json.loads(text_of("json", "zh", report(recorded=False)))["outcomes"])


def test_a_duty_that_is_waived_in_part_is_still_short_and_says_what_is_excused() -> None:
    text = text_of("text", "en", report())
    assert "1 duty short" in text
    assert "partly waived: 2022-05: 备案〔2022〕1号: 汛期 (approved by 某办, valid until 2022-12-31)" in text


@pytest.mark.parametrize("format_name", ["md", "html", "xlsx", "docx"])
def test_lists_and_their_index_show_what_is_waived(format_name: str) -> None:
    files = dict(api.shortfall_lists(report(), None, format_name, api.View("zh")))
    index, own = (next(data for name, data in files.items() if name.startswith("00") is is_index) for is_index in (True, False))
    text = cells_of(own) if format_name == "xlsx" else "" if format_name == "docx" else own.decode()
    text = text or "\n".join(one.text for one in Document(io.BytesIO(own)).paragraphs)
    for shown in (text, cells_of(index)):
        assert all(words in shown for words in TOLD)
    bare = dict(api.shortfall_lists(report(recorded=False), None, format_name, api.View("zh")))
    assert not any("已备案的事项".encode() in data for data in bare.values())


def test_an_explanation_tells_waived_months_from_those_with_their_number() -> None:
    waivers = (waiver("R05.4", "2022-05"), waiver("R05.4", "2022-06"))
    found = explanation("R05.4", "text", *waivers)
    lines = [line.split() for line in found.splitlines() if line.strip().startswith("2022-")]
    said = {line[0]: line[-1] for line in lines}
    assert (said["2022-04"], said["2022-05"], said["2022-06"], said["2022-07"]) == ("已足", "已备案", "已备案", "已足")
    assert "2022-05：备案〔2022〕1号：汛期（批准：某办，有效期至 2022-12-31）" in found
    (data,) = json.loads(explanation("R05.4", "json", *waivers))["explanations"]
    assert [one["period"] for one in data["periods"] if one.get("waived")] == ["2022-05", "2022-06"]
    assert [one["period"] for one in data["outcome"]["waivers"]] == ["2022-05", "2022-06"]


def test_an_explanation_says_that_a_waiver_has_expired() -> None:
    found = explanation("R05.2", "text", waiver("R05.2", expires=date(2022, 8, 30)))
    assert "备案.yaml:3：备案已过期，不再免除：“R05.2 青禾镇组团”" in found


@pytest.mark.parametrize("format_name", ["text", "json", "csv", "md", "html"])
def test_what_a_waiver_says_is_harmless(format_name: str) -> None:
    text = text_of(format_name, "zh", report(reason=ESCAPE))
    assert "\x1b" not in text
    assert "汛期" in text
    assert format_name != "html" or "<b>" not in text.partition("汛期")[2][:40]


@pytest.mark.parametrize("format_name", ["junit", "sarif", "github", "gitlab"])
def test_formats_for_builds_name_the_line_of_a_waiver_that_excuses_nothing(format_name: str) -> None:
    request = Request(DAY, selection=select(["R05.2"], [TEAM]), waivers=(waiver("R05.2", expires=date(2022, 8, 30)),))
    text = text_of(format_name, "zh", api.audit(pack(), sent(), request))
    assert "备案已过期，不再免除" in text
    assert "备案.yaml第 3 行" in text
    assert "备案.yaml:3" not in text
