"""What has become of a run's items since its baseline, for every format: the lines that say so, and the items themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistcheck.audit.baseline import STATES, Held, State, Was
from assistcheck.audit.outcomes import STATUSES, Outcome, Report
from assistcheck.i18n import EMPTY_TEXT, LANGUAGES, Lang, LocalizedText
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.input_notices import HeadLine
from assistcheck.reports.common.numbers import readable
from assistcheck.reports.common.phrases import signed, unit, urgency
from assistcheck.rules.model import InEach, Rule

SECTIONS: dict[State, LocalizedText] = {
    "new": LocalizedText("{day} 以来新增 {n} 项", "New since {day} ({n})"),
    "worse": LocalizedText("{day} 以来变差 {n} 项", "Worse since {day} ({n})"),
    "better": LocalizedText("{day} 以来好转 {n} 项", "Better since {day} ({n})"),
    "closed": LocalizedText("{day} 以来销号 {n} 项", "Closed since {day} ({n})"),
}
"""What has changed since the baseline, in the order in which it is told, and the title of each."""

_WORDS: dict[str, LocalizedText] = {
    "counts": LocalizedText(
        "对照 {day} 的基线（{path}）：新增 {new} 项，变差 {worse} 项，已在基线 {known} 项，好转 {better} 项，销号 {closed} 项",
        "Since the baseline of {day} ({path}): {new} new, {worse} worse, {known} known, {better} better, {closed} closed",
    ),
    "gone": LocalizedText("，不再判定 {n} 项", ", {n} no longer judged"),
    "faults": LocalizedText(
        "；填报错误新增 {new} 处，已在基线 {known} 处，改正 {closed} 处。",
        "; faults in the data: {new} new, {known} known, {closed} corrected.",
    ),
    "fails": LocalizedText(
        "使本次不通过的：新增或变差 {n} 项，新的填报错误 {faults} 处。",
        "What fails the run: new or worse: {n}; new faults: {faults}.",
    ),
    "fine": LocalizedText("没有使本次不通过的新增或变差。", "Nothing that is new or worse fails the run."),
    "marked": LocalizedText("{what}（{state}）", "{what} ({state})"),
    "then": LocalizedText("{state}（基线时{was}）", "{state} (in the baseline: {was})"),
    "known": LocalizedText("基线中已有", "in the baseline already"),
    "gap": LocalizedText("{status}，差{gap}", "{status}, gap {gap}"),
    "some": LocalizedText("新增 {n} 处", "{n} new"),
}


def baseline_lines(report: Report, lang: Lang) -> Iterator[HeadLine]:
    """Yield what a reader has to know of the baseline: what has changed since, what of it fails the run, and remarks."""
    held = report.baseline
    if held is None:
        return
    since, faults = report.outcomes.since, held.faults
    day, path = held.source.as_of.isoformat(), visible(held.source.path)
    counts = since.counts
    text = _say("counts", lang, day=day, path=path, **counts)
    text += _say("gone", lang, n=counts["gone"]) if counts["gone"] else ""
    text += _say("faults", lang, new=faults.new, known=faults.known, closed=faults.closed)
    failing = since.failing + faults.failing
    told = _say("fails", lang, n=since.failing, faults=faults.failing) if failing else _say("fine", lang)
    level: ProblemLevel = "error" if failing else "note"
    yield HeadLine(level, text + (told if lang == "zh" else f" {told}"))
    yield from (HeadLine("warning", remark.text(lang)) for remark in held.remarks)


def _say(key: str, lang: Lang, **values: object) -> str:
    return _WORDS[key].text(lang).format(**values)


def state_words(found: Outcome | Problem, report: Report, lang: Lang) -> str:
    """Return what has become of an outcome or a problem; nothing without a baseline, or where there is nothing to say.

    Of a problem of whose cells only some are new, how many.
    """
    if report.baseline is None:
        return ""
    state = report.baseline.state_of(found)
    if state == "new" and isinstance(found, Problem) and (new := report.baseline.new_cells(found)) < found.count:
        return _say("some", lang, n=new)
    return STATES[state].text(lang) if state else ""


def marked(what: str, found: Outcome | Problem, report: Report, lang: Lang) -> str:
    """Return words with what has become of an outcome or problem behind them: short (new)."""
    state = state_words(found, report, lang)
    return _say("marked", lang, what=what, state=state) if state else what


def was_words(was: Was, rule: Rule | None, lang: Lang) -> str:
    """Return how something stood in the baseline: short, gap 3 items; ``rule``: its rule, if the pack still has it."""
    status = STATUSES[was.status].text(lang)
    if was.gap is None or rule is None:
        return status
    number = str(int(was.gap)) if isinstance(rule.period, InEach) else signed(readable(was.gap, rule), rule, lang)
    return _say("gap", lang, status=status, gap=number + unit(rule, lang, was.gap))


def since_words(found: Outcome | Problem, report: Report) -> LocalizedText:
    """Return what has become of an outcome or a problem, and how an outcome stood in the baseline; nothing without one."""
    if report.baseline is None or (state := report.baseline.state_of(found)) is None:
        return EMPTY_TEXT
    if state == "known":
        return _WORDS["known"]
    was = report.baseline.since(found).was if isinstance(found, Outcome) else None
    if was is None or not isinstance(found, Outcome):
        return LocalizedText(*(state_words(found, report, lang) for lang in LANGUAGES))
    then = LocalizedText(*(was_words(was, found.rule, lang) for lang in LANGUAGES))
    return _WORDS["then"].format(state=STATES[state], was=then)


class Change(NamedTuple):
    """An outcome that has changed since the baseline, and what it was where it was open."""

    outcome: Outcome
    was: Was | None
    fails: bool


class Changes:
    """What is new, worse, better and closed since the baseline: gathered in one pass, the most pressing of each kept."""

    def __init__(self, held: Held, most: int) -> None:
        """Start from nothing; of each state at most ``most`` are kept."""
        self._held = held
        self._most = most
        self._found: dict[State, list[Change]] = {state: [] for state in SECTIONS}

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take the next outcomes."""
        for outcome in outcomes:
            state, was, fails = self._held.since(outcome)
            if state is not None and (found := self._found.get(state)) is not None:
                found.append(Change(outcome, was, fails))
                if len(found) > 2 * self._most:
                    found[:] = self._first(found)

    def of(self, state: State) -> Sequence[Change]:
        """Return those of one state, what fails the run first, then the most pressing."""
        return self._first(self._found[state])

    def _first(self, found: Sequence[Change]) -> list[Change]:
        return sorted(found, key=lambda one: (not one.fails, urgency(one.outcome)))[: self._most]
