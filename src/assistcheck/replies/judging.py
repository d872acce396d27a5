"""An answer held against its due date, the day, and the figures of the next audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistcheck.comparison.record import OutcomeRecord, ReportRecord
from assistcheck.i18n import LocalizedText
from assistcheck.replies.keys import ItemKey
from assistcheck.replies.model import Answer, ItemReply, Remark, Verdict

_MET = frozenset({"met", "over", "on_pace", "not_due"})
_EXCUSED = frozenset({"waived", "not_applicable"})


def judged(key: ItemKey, answer: Answer, as_of: date, report: ReportRecord | None) -> ItemReply:
    """Return an item with what its answer lacks, and what became of it by ``as_of``."""
    now = outcome_of(key, report) if report else None
    verdict = _by_figures(key, answer, as_of, now) if report else _by_answer(answer, as_of)
    return ItemReply(
        key, answer, lacking(answer), verdict, now, tuple(_remarks(key, answer, as_of, verdict, held=report is not None))
    )


def outcome_of(key: ItemKey, report: ReportRecord) -> OutcomeRecord | None:
    """Return the same duty in a report; ``None``: it has none."""
    known = (key.rule, *key.subject)
    return report.by_key.get(known[:3]) or report.by_key.get(known)


def lacking(answer: Answer) -> tuple[str, ...]:
    """Return the columns that an answer of its kind needs and that say nothing.

    What is done needs evidence; an objection needs its reason; all else needs measures, a day and who is in charge.
    """
    needed: dict[str, object] = {"measures": answer.measures, "finish": answer.finish, "person": answer.person}
    if answer.state == "done":
        needed = {"proof": answer.proof}
    elif answer.state == "disputed":
        needed = {"measures": answer.measures}
    return tuple(name for name, value in needed.items() if not value)


def _by_figures(key: ItemKey, answer: Answer, as_of: date, now: OutcomeRecord | None) -> Verdict:
    if now is None:
        return "gone"
    if now.status in _MET:
        return "met"
    if now.status in _EXCUSED:
        return "excused"
    if now.status == "undetermined":
        return "unjudged"
    if key.missing and not {*key.missing} & {*now.missing}:
        return "made_up"
    if answer.state == "done":
        return "said_done"
    return "broken" if _is_past(answer, as_of) else "short"


def _by_answer(answer: Answer, as_of: date) -> Verdict:
    if answer.state == "done":
        return "done"
    if _is_past(answer, as_of):
        return "broken"
    if answer.state == "disputed":
        return "disputed"
    return "promised" if answer.finish else "open"


def _is_past(answer: Answer, as_of: date) -> bool:
    return answer.finish is not None and answer.finish <= as_of and answer.state != "disputed"


def _remarks(key: ItemKey, answer: Answer, as_of: date, verdict: Verdict, *, held: bool) -> Iterator[Remark]:
    if answer.finish and key.due and answer.finish > key.due and answer.state != "done" and key.due >= key.of.as_of:
        words = LocalizedText(
            f"承诺 {answer.finish} 完成，晚于到期日 {key.due}",
            f"promised by {answer.finish}, which is after it is due, {key.due}",
        )
        remedy = LocalizedText("请提前完成，或先行报备", "have it done earlier, or agree on the later day first")
        yield Remark("late-promise", "warning", answer.finish_place, words, remedy)
    if answer.finish and answer.finish < key.of.as_of and answer.state != "done":
        words = LocalizedText(
            f"承诺的 {answer.finish} 早于清单的统计截止日 {key.of.as_of}，而未写“已完成”",
            f"promised by {answer.finish}, which is before the day of the list, {key.of.as_of}, and not said to be done",
        )
        remedy = LocalizedText("请核对日期；已完成的在“办理情况”选“已完成”", 'check the day; if it is done, choose "Done"')
        yield Remark("past-promise", "warning", answer.finish_place, words, remedy)
    if verdict == "broken":
        words = LocalizedText(
            f"承诺 {answer.finish} 完成，到 {as_of} {'未完成' if held else '没有写已完成'}",
            f"promised by {answer.finish}; not {'' if held else 'said to be '}done by {as_of}",
        )
        remedy = LocalizedText("请说明原因，并重新承诺日期", "have them say why, and name another day")
        yield Remark("broken-promise", "warning", answer.finish_place, words, remedy)
    if verdict == "said_done":
        words = LocalizedText("报称已完成，但数据仍不足", "said to be done, but the figures say no")
        remedy = LocalizedText("请补报佐证，或更正填报表中的行", "send the evidence, or correct the rows of the workbook")
        yield Remark("said-done", "warning", answer.place, words, remedy)
