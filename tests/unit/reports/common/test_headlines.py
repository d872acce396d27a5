"""The answers that a superior wants of a run: five figures as in the JSON report, who is short, three things to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcomes, Report
from assistcheck.audit.request import Request
from assistcheck.i18n import LANGUAGES
from assistcheck.reports import Again, View
from assistcheck.reports.common.headlines import Gathered, Headlines, Short, headlines
from assistcheck.reports.json.v1 import to_data
from builders.support import OTHER, PACK, TEAM, YEAR_END, book, declaration, ledger, rosters, submit, submit_one
from unit.reports import half_year, library

HALF = date(2022, 6, 30)
NEWS = {"date": date(2022, 3, 5), "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
FOUR = [{**NEWS, "title": f"第{number}篇", "team": team} for number in range(4) for team in (TEAM, OTHER)]
AGAIN = Again(inputs=("交来 的", "--quarter", "2022Q2"), scope=("--rule", "R05.2"))


def answers(report: Report, items: int | None = None, again: Again | None = None) -> Headlines:
    return headlines(report, Gathered.of(report, items), again)


def of_news(*news: Mapping[str, object], as_of: date = YEAR_END, **asked: Any) -> Report:
    return api.audit(PACK, submit_one(ledger("media_reports", *news), as_of), Request(as_of, **asked))


def only(rule: str) -> dict[str, object]:
    return {"selection": api.select(rules=[rule])}


def sent_by_one() -> Report:
    roster = book(rosters())
    sent = book({**declaration(), **ledger("media_reports", NEWS)})
    return api.audit(PACK, submit({"甲.xlsx": sent}, YEAR_END, roster), Request(YEAR_END))


def expected(report: Report) -> list[int]:
    data = to_data(report, "en")
    outcomes, problems = data["summary"]["outcomes"], data["problems"]
    return [
        *(outcomes[status] for status in ("shortfall", "behind", "undetermined")),
        sum(problem["count"] for problem in problems if problem["code"] == "not-submitted"),
        sum(problem["count"] for problem in problems if problem["level"] == "error"),
    ]


@pytest.mark.parametrize("report", [half_year.report, library.report, sent_by_one, lambda: of_news(NEWS)])
def test_the_five_figures_are_those_of_the_json_report(report: Any):
    found = answers(report())
    assert [figure.number for figure in found.figures] == expected(report())
    assert [figure.key for figure in found.figures] == ["shortfall", "behind", "undetermined", "absent", "errors"]


def test_who_is_short_begins_with_the_worst_and_each_party_stands_before_the_second_item_of_any():
    report = half_year.report()
    short = answers(report).short
    lines = short.lines(20)
    assert [line.party for line in lines[:2]] == [short.parties[0]] * 2
    assert {line.party.name for line in lines} == {party.name for party in short.parties}
    assert len(lines) == 20
    alone = short.lines(3)
    assert [line.party for line in alone] == list(short.parties[:3])


def test_what_is_left_out_is_said_with_its_numbers():
    short = answers(half_year.report()).short
    data = to_data(half_year.report(), "en")["summary"]["outcomes"]
    open_items = data["shortfall"] + data["behind"]
    assert short.number == open_items
    others = f"{len(short.parties) - 3} 个责任主体的各项都在其中"
    assert short.rest(short.lines(3)).zh == f"另有 {open_items - 3} 项未列出，{others}。"
    assert short.rest(short.lines(20)).en == f"Not listed: {open_items - 20} more items."
    assert short.rest(short.lines(1000)).zh == ""


def test_a_party_of_which_few_items_are_kept_still_counts_with_all():
    report = half_year.report()
    assert answers(report, items=1).short.number == answers(report).short.number


def test_a_line_says_have_need_gap_and_day_as_the_json_report_does():
    report = of_news(NEWS, **only("R05.2"))
    line = next(one for one in answers(report).short.lines(9) if one.party.name.zh == TEAM)
    data = next(one for one in to_data(report, "zh")["outcomes"] if one["subject"]["name"] == TEAM)
    assert (data["value"], data["target"], data["gap"], data["due"]) == (1, {"at_least": 4}, 3, "2022-12-31")
    words = (line.who, line.status, line.have, line.need, line.gap, line.due)
    assert [one.zh for one in words] == [f"{TEAM}（翠屏县）", "未达标", "1条", "≥4条", "3条", "2022年12月31日"]
    assert [one.en for one in words[2:]] == ["1 report", "≥4 reports", "3 reports", "2022-12-31"]


def test_a_village_is_named_as_in_every_report():
    lines = answers(half_year.report()).short.lines(1000)
    villages = [line for line in lines if "/" in line.outcome.subject.name]
    assert villages
    assert all(line.what.zh.startswith(f"{line.outcome.subject.name}：") for line in villages)


def test_who_has_not_sent_is_named_and_reminded_first():
    found = answers(sent_by_one())
    assert found.absent.words(5).zh == f"1 个组团尚未报送：{OTHER}。"
    assert found.absent.words(5).en == f"1 team still to send: {OTHER}."
    assert found.figures[3].remark.zh == "应报送 2 个"
    assert found.actions[0].words.zh == f"催报 1 个组团：{OTHER}。"


def test_where_one_workbook_speaks_for_all_nobody_is_said_to_have_sent():
    found = answers(of_news(NEWS))
    assert found.absent.words(5).zh == "收到的工作簿不分组团，看不出谁未报送。"
    assert found.figures[3].remark.zh == "不分组团报送"


@pytest.mark.parametrize(
    ("report", "zh", "fine"),
    [
        (lambda: of_news(*FOUR, **only("R05.2")), "没有未达标、滞后或已到期而无法判定的事项，2 项达标或达到序时进度。", True),
        (lambda: of_news(NEWS, **only("R05.2")), "2 个责任主体有事项须督办：未达标 2 项、滞后 0 项。", False),
        (
            lambda: of_news(*FOUR, **only("R05.3")),
            "没有查出未达标或滞后的事项，但有 2 项已到期而无法判定，不能当作达标。",
            False,
        ),
        (
            lambda: api.audit(PACK, submit({"data.xlsx": book(ledger("media_reports", NEWS))}), Request(YEAR_END)),
            "没有“组团名册”，不知道有哪些组团，无法作出结论。",
            False,
        ),
        (
            lambda: of_news(NEWS, **only("R05.2"))._replace(complete=False),
            "2 个责任主体有事项须督办：未达标 2 项、滞后 0 项（有内容未能读取，结论不完整）。",
            False,
        ),
    ],
)
def test_the_conclusion_never_calls_fine_what_could_not_be_judged(report: Any, zh: str, *, fine: bool):
    found = answers(report())
    assert (found.conclusion.zh, found.fine) == (zh, fine)
    assert all(found.conclusion.text(lang).count("{") == 0 for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("report", "keys"),
    [
        (half_year.report, ["correct", "notify", "catch_up"]),
        (sent_by_one, ["remind", "notify", "supplement"]),
        (lambda: of_news(*FOUR, **only("R05.2")), ["keep", "look", "again"]),
        (lambda: of_news(*FOUR, as_of=HALF, **only("R05.4")), ["supplement", "again", "read_up"]),
        (lambda: api.audit(PACK, submit({}), Request(YEAR_END)), ["roster", "collect", "again"]),
    ],
)
def test_there_are_always_three_things_to_do(report: Any, keys: list[str]):
    found = answers(report(), again=AGAIN).actions
    assert [action.key for action in found] == keys
    assert all(action.words.text(lang) for action in found for lang in LANGUAGES)


def test_commands_repeat_what_was_asked_for_and_nothing_is_guessed_where_that_is_unknown():
    report = of_news(NEWS, **only("R05.2"))
    command = next(action.command for action in answers(report, again=AGAIN).actions if action.key == "notify")
    words = 'assistcheck shortfalls "交来 的" --quarter 2022Q2 --rule R05.2 --only-short --format docx -o 督办通知'
    assert command.zh == words
    assert all(not action.command.zh for action in answers(report).actions)


def test_notices_for_those_alone_that_report_to_nobody_are_made_by_their_kind():
    report = half_year.report()
    group = next(one for one in report.outcomes if one.subject.owed_by.kind == "work_group")
    short = group._replace(status="shortfall")
    found = answers(report._replace(outcomes=Outcomes.of([short]), problems=()), again=AGAIN)
    command = next(action.command for action in found.actions if action.key == "notify")
    assert command.zh.endswith(" --by work-group --only-short --format docx -o 督办通知")


def test_a_workbook_that_speaks_for_the_programme_is_corrected_by_whoever_filled_it_in():
    action = answers(half_year.report(), again=AGAIN).actions[0]
    assert action.key == "correct"
    assert "请《data.xlsx》的填报人改正" in action.words.zh
    assert "Have whoever filled in " in action.words.en


def test_rosters_and_workbooks_that_nobody_has_filled_in_say_nothing():
    blank = book({**declaration(), **ledger("media_reports")})
    found = answers(api.audit(PACK, submit({"甲.xlsx": blank}, YEAR_END, book(rosters())), Request(YEAR_END)), again=AGAIN)
    assert (found.conclusion.zh, found.fine) == ("没有收到任何填报内容，无法作出结论。", False)
    assert [action.key for action in found.actions][:1] == ["collect"]
    assert "read" not in [action.key for action in found.actions]
    report = api.audit(PACK, submit({"名册.xlsx": book(rosters())}, YEAR_END), Request(YEAR_END))
    assert answers(report).absent.words(5).zh == "收到的文件中没有填报内容，视为都没有报送。"


def test_the_conclusion_warns_of_workbooks_of_an_earlier_quarter():
    sent = book({**declaration(as_of="2022-06-30"), **ledger("media_reports", NEWS)})
    report = api.audit(PACK, submit({"甲.xlsx": sent}, YEAR_END, book(rosters())), Request(YEAR_END))
    conclusion = answers(report).conclusion
    assert conclusion.zh.endswith("；1 个工作簿的统计截止在前面的季度，未达标可能只是新表未到。")
    assert conclusion.en.endswith("; 1 workbook of an earlier quarter, so what is short may only not have come.")
    assert "统计截止" not in answers(sent_by_one()).conclusion.zh


def test_the_next_day_on_which_something_falls_due_is_named():
    report = of_news(NEWS, as_of=HALF, **only("R05.2"))
    found = next(action for action in answers(report).actions if action.key == "prepare")
    assert found.words.zh == "准备2022年12月31日到期的事项：县级以上媒体报道。"


def test_what_has_changed_is_counted_as_the_json_report_counts_it(tmp_path: Path):
    request = Request(YEAR_END, **only("R05.2"))
    path = tmp_path / "旧.json"
    before = api.audit(PACK, submit_one(ledger("media_reports", NEWS, {**NEWS, "title": "丙"})), request)
    path.write_text("".join(api.render_pieces(before, "json", View("zh"))), encoding="utf-8")
    request = request._replace(baseline=api.load_baseline(str(path), PACK, request))
    after = api.audit(PACK, submit_one(ledger("media_reports", NEWS)), request)
    since = answers(after).since
    assert since.words.zh == "与2022年12月31日相比：新增 0 项，变差 1 项，好转 0 项，销号 0 项；填报错误新增 0 处，改正 0 处。"
    assert dict(since.counts) == {"worse": 1}
    assert since.names("worse", 3).zh == f"{TEAM}“县级以上媒体报道”"
    assert sum(one["baseline_state"] == "worse" for one in to_data(after, "zh")["outcomes"]) == 1
    assert "旧.json" not in since.words.zh


def test_without_a_baseline_that_is_said():
    assert answers(of_news(NEWS)).since.words.en == "This run is not held against an earlier one."


def test_no_outcome_is_judged_twice_for_the_answers():
    passes = 0
    report = half_year.report()

    def judged() -> Any:
        nonlocal passes
        passes += 1
        return report.outcomes.batches()

    kept, Outcomes.KEPT = Outcomes.KEPT, 10
    try:
        answers(report._replace(outcomes=Outcomes(len(report.outcomes), judged)), items=3)
    finally:
        Outcomes.KEPT = kept
    assert passes == 1


def test_names_are_harmless_to_show():
    report = of_news(NEWS, **only("R05.2"))
    hostile = [one._replace(subject=one.subject._replace(name="\x1b[31m坏", key=("\x1b[31m坏",))) for one in report.outcomes]
    found = answers(report._replace(outcomes=Outcomes.of(hostile)))
    shown = [word for line in found.short.lines(9) for word in (line.who.zh, line.what.zh)]
    shown += [action.words.zh for action in found.actions]
    assert shown
    assert not any("\x1b" in text for text in shown)


def test_lines_of_nobody_are_none():
    short = Short(of_news(*FOUR, **only("R05.2")), ())
    assert (short.lines(5), short.rest([]).zh) == ([], "没有未达标或滞后的事项。")
    assert short.number == 0


def test_where_nothing_came_nothing_is_called_met_or_sent():
    found = answers(api.audit(PACK, submit({}), Request(YEAR_END)))
    assert found.short.rest([]).zh == "无从判定。"
    assert found.absent.words(5).zh == "没有收到任何工作簿。"
    assert [figure.remark.zh for figure in found.figures[3:]] == ["没有收到工作簿", "缺少整张表"]
