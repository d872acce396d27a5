"""What became of what was promised: by the figures of the next audit, or by the answer and the day alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistcheck.comparison.record import ReportRecord
from assistcheck.replies.judging import judged, outcome_of
from assistcheck.replies.keys import ItemKey, ListKey
from assistcheck.replies.model import Answer, Verdict
from builders.past_reports import TEAM, outcome, past_report

SENT = date(2022, 6, 30)
NEXT = date(2022, 9, 30)
LIST = ListKey(pack="dongguan-2022", as_of=SENT, by="team", name=TEAM, items=1)


def key(**more: Any) -> ItemKey:
    duty = outcome("R05.2", TEAM, "shortfall")
    subject = duty["subject"]
    belongs = [value or "" for name, value in subject.items() if name not in {"kind", "name", "debtor"}]
    plain = {
        "of": LIST,
        "number": 1,
        "rule": "R05.2",
        "subject": (subject["kind"], subject["name"], *belongs),
        "status": "behind",
        "have": 1,
        "need": 4,
        "gap": 3,
        "due": date(2022, 12, 31),
        "seal": "",
    }
    return ItemKey.model_validate({**plain, **more})


def report(status: str, **more: Any) -> ReportRecord:
    plain = past_report(NEXT.isoformat(), [{**outcome("R05.2", TEAM, status), **more}], [])
    return ReportRecord.model_validate({**plain, "summary": {"exit_code": 1}})


@pytest.mark.parametrize(
    ("status", "answer", "verdict"),
    [
        ("met", Answer(finish=date(2022, 7, 31)), "met"),
        ("on_pace", Answer(), "met"),
        ("waived", Answer(state="done"), "excused"),
        ("undetermined", Answer(state="done"), "unjudged"),
        ("shortfall", Answer(state="done"), "said_done"),
        ("behind", Answer(finish=NEXT), "broken"),
        ("behind", Answer(finish=date(2022, 10, 1)), "short"),
        ("behind", Answer(finish=date(2022, 7, 1), state="disputed"), "short"),
        ("shortfall", Answer(), "short"),
    ],
)
def test_the_figures_of_the_next_audit_decide(status: str, answer: Answer, verdict: Verdict) -> None:
    found = judged(key(), answer, NEXT, report(status))
    assert found.verdict == verdict
    assert found.now is not None


def test_a_duty_that_the_next_audit_does_not_have_is_gone() -> None:
    other = key(rule="R99.9")
    assert judged(other, Answer(state="done"), NEXT, report("met")).verdict == "gone"
    assert outcome_of(other, report("met")) is None


def test_months_that_were_listed_and_have_their_number_are_made_up_though_others_are_short() -> None:
    listed = key(missing=("2022-06",))
    answer = Answer(finish=date(2022, 7, 15), state="done")
    assert judged(listed, answer, NEXT, report("shortfall", missing=["2022-08"])).verdict == "made_up"
    assert judged(listed, answer, NEXT, report("shortfall", missing=["2022-06", "2022-08"])).verdict == "said_done"


@pytest.mark.parametrize(
    ("answer", "day", "verdict"),
    [
        (Answer(state="done"), SENT, "done"),
        (Answer(finish=date(2022, 7, 31)), date(2022, 7, 30), "promised"),
        (Answer(finish=date(2022, 7, 31)), date(2022, 7, 31), "broken"),
        (Answer(finish=date(2022, 7, 31), state="disputed"), date(2022, 8, 31), "disputed"),
        (Answer(measures="补报"), date(2022, 8, 31), "open"),
    ],
)
def test_without_figures_the_answer_and_the_day_decide(answer: Answer, day: date, verdict: Verdict) -> None:
    assert judged(key(), answer, day, None).verdict == verdict


@pytest.mark.parametrize(
    ("finish", "due", "codes"),
    [
        (date(2022, 12, 31), date(2022, 12, 31), []),
        (date(2023, 1, 1), date(2022, 12, 31), ["late-promise"]),
        (date(2022, 9, 1), date(2022, 3, 31), []),  # it was overdue when it was sent
        (date(2022, 6, 30), date(2022, 12, 31), ["broken-promise"]),
        (date(2022, 6, 29), date(2022, 12, 31), ["past-promise", "broken-promise"]),
    ],
)
def test_a_promise_after_the_due_date_or_before_the_list_is_said(finish: date, due: date, codes: list[str]) -> None:
    found = judged(key(due=due), Answer(finish=finish), date(2022, 7, 1), None)
    assert [one.code for one in found.remarks] == codes


def test_what_is_said_to_be_done_and_is_not_is_said_with_what_to_do() -> None:
    (remark,) = judged(key(), Answer(state="done", proof="照片"), NEXT, report("shortfall")).remarks
    assert (remark.code, remark.level) == ("said-done", "warning")
    assert remark.remedy.zh
