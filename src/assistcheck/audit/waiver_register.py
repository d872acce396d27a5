"""Which recorded waivers (备案) are in force for whom, and a warning for each that excuses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from assistcheck.audit.measurement import Measures
from assistcheck.audit.outcomes import STATUSES, Outcome, Subject
from assistcheck.audit.request import Request
from assistcheck.audit.required_rosters import names_nobody
from assistcheck.audit.rule_judging import RuleJudge
from assistcheck.audit.waiver_faults import refused, repeated
from assistcheck.audit.waivers import EXCUSABLE, Waiver
from assistcheck.calendar import Period
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.rules.model import InEach, Rule
from assistcheck.submission.roster.roster import Names
from assistcheck.suggest import closest_matches
from assistcheck.workbook.cell_values import normalize

SubjectsTaken = Callable[[Rule], Sequence[Subject]]
"""Gives the subjects of a rule that were asked for."""


class Register(NamedTuple):
    """The waivers of one audit."""

    in_force: Mapping[str, Mapping[str, Sequence[Waiver]]]
    """Rule -> whom a waiver names, as the roster has it -> its waivers."""
    problems: tuple[Problem, ...]
    """A warning for each that has expired, matches nothing, or excuses what is met."""

    def of(self, rule: Rule) -> Callable[[Subject], Sequence[Waiver]] | None:
        """Return what gives the waivers in force for a subject of ``rule``; ``None`` where there is none."""
        named = self.in_force.get(rule.id)
        if named is None:
            return None
        return lambda subject: [one for name in called(rule, subject) for one in named.get(name, ())]


def called(rule: Rule, subject: Subject) -> tuple[str, ...]:
    """Return what a waiver may call a subject: its name; of a duty owed to each of several, also with one in brackets."""
    group = subject.group(rule.subject.per) if rule.subject.per else None
    return (subject.name, f"{subject.name}({group})") if group else (subject.name,)


def register(rules: Sequence[Rule], measures: Measures, request: Request, taken: SubjectsTaken) -> Register:
    """Return which of the request's waivers are in force; only the duties that they name are judged for it.

    Args:
        rules: Every rule of the pack, as it is read.
        measures: Those of the submission.
        request: The audit; of a waiver outside its selection nothing is said.
        taken: The subjects of a rule that were asked for.

    Raises:
        SideFileError: two waivers of files turn out to be of one duty of one subject.
    """
    found = _Register({rule.id: rule for rule in rules}, measures, request, taken)
    known = [found.known(waiver) for waiver in request.waivers]
    recorded = (one.waiver for one in known if isinstance(one, _Known) and one.waiver.place.path)
    if faults := list(repeated(recorded)):
        raise refused(faults)
    in_force: dict[str, dict[str, list[Waiver]]] = {}
    problems: list[Problem] = []
    for one in known:
        if isinstance(one, _Known):
            problem = found.useless(one)
            if one.waiver.expires >= request.as_of:
                in_force.setdefault(one.rule.id, {}).setdefault(one.waiver.subject, []).append(one.waiver)
        else:
            problem = one
        problems += [problem] if problem else []
    return Register(in_force, tuple(problems))


class _Known(NamedTuple):
    """A waiver of a rule and of subjects that there are, and that were asked for."""

    waiver: Waiver
    """With its subject as the roster has it."""
    rule: Rule
    subjects: Sequence[Subject]
    period: Period | None


class _Register:
    """Looks waivers up in the rules and the roster, and what they name in the submission."""

    def __init__(self, rules: Mapping[str, Rule], measures: Measures, request: Request, taken: SubjectsTaken) -> None:
        self._rules = rules
        self._measures = measures
        self._request = request
        self._taken = taken
        self._names: dict[tuple[str, str | None], Names] = {}
        self._subjects: dict[tuple[str, str | None], dict[str, list[Subject]]] = {}
        self._judges: dict[str, RuleJudge] = {}

    # --- what a waiver names

    def known(self, waiver: Waiver) -> _Known | Problem | None:
        """Return what a waiver names, or the warning that it matches nothing; ``None``: it lies outside what is audited."""
        selection, rule = self._request.selection, self._rules.get(waiver.rule)
        if selection.rules and waiver.rule not in selection.rules:
            return None
        if rule is None:
            return self._unmatched(waiver, "rule", self._no_rule(waiver)) if self._may_be_asked_for(waiver) else None
        if names_nobody(rule, self._measures.submission.roster):  # the missing roster is told
            return None
        name = self._named(rule)[_folded(waiver.subject)]
        if name is None:
            is_told = self._may_be_asked_for(waiver)
            return self._unmatched(waiver, "subject", self._no_subject(waiver, rule)) if is_told else None
        subjects = self._called(rule).get(name)
        if not subjects:
            return None
        spans = {span.label: span for span in self._spans(rule)}
        if waiver.period and waiver.period not in spans:
            return self._unmatched(waiver, "period", _no_period(rule, list(spans)))
        return _Known(waiver.model_copy(update={"subject": name}), rule, subjects, spans.get(waiver.period or ""))

    def _may_be_asked_for(self, waiver: Waiver) -> bool:
        """Whether a waiver of a duty that there is not concerns subjects that were asked for, as far as that can be told."""
        selection = self._request.selection
        return _folded(waiver.subject) in selection.subjects if selection.subjects else not selection.within

    def _named(self, rule: Rule) -> Names:
        """Return what finds the subjects of a rule as they may be written."""
        key = rule.subject.kind, rule.subject.per
        if key not in self._names:
            known = dict.fromkeys(name for one in self._bound(rule) for name in called(rule, one))
            submission = self._measures.submission
            any_case = submission.ledgers.conventions.any_case
            self._names[key] = Names(tuple(known), submission.aliases, any_case=any_case)
        return self._names[key]

    def _called(self, rule: Rule) -> Mapping[str, Sequence[Subject]]:
        """Return the subjects of a rule that were asked for, by what a waiver may call them."""
        key = rule.subject.kind, rule.subject.per
        if key not in self._subjects:
            found = self._subjects[key] = {}
            for one in self._taken(rule):
                for name in called(rule, one):
                    found.setdefault(name, []).append(one)
        return self._subjects[key]

    def _bound(self, rule: Rule) -> Sequence[Subject]:
        return self._measures.subjects(rule.subject.kind, per=rule.subject.per)

    def _spans(self, rule: Rule) -> Sequence[Period]:
        """Return the months or quarters that a rule owes something in."""
        period, programme = rule.period, self._measures.programme
        return programme.spans(period.kind, period.first, period.last) if isinstance(period, InEach) else []

    def _no_rule(self, waiver: Waiver) -> LocalizedText:
        words = LocalizedText("规则包中的规则编号", "the id of a rule of the pack")
        return _perhaps(words, closest_matches(waiver.rule, list(self._rules)))

    def _no_subject(self, waiver: Waiver, rule: Rule) -> LocalizedText:
        kind = self._measures.submission.roster.kind(rule.subject.kind).name
        words = LocalizedText(f"{kind.zh}的名称（{rule.id} 的责任主体）", f"the name of a {kind.en} that {rule.id} binds")
        names = list(dict.fromkeys(one.name for one in self._bound(rule)))
        endings = self._measures.submission.roster.subjects.endings
        return _perhaps(words, closest_matches(_folded(waiver.subject), names, endings=endings))

    @staticmethod
    def _unmatched(waiver: Waiver, field: str, expected: LocalizedText) -> Problem:
        return Problem("waiver-unmatched", waiver.at(field), waiver.label, expected)

    # --- what it excuses

    def useless(self, known: _Known) -> Problem | None:
        """Return the warning that a waiver has expired, or that nothing is left that it could excuse; else ``None``."""
        waiver, day = known.waiver, self._request.as_of
        if waiver.expires < day:
            zh = f"有效期不早于统计截止日 {day} 的备案（这一项有效期至 {waiver.expires}）"
            en = f"a waiver that is valid on the as-of date {day} (this one was until {waiver.expires})"
            return Problem("waiver-expired", waiver.at("expires"), waiver.label, LocalizedText(zh, en))
        outcomes = [self._judge(known.rule).outcome(subject) for subject in known.subjects]
        if any(_excuses(known.period, outcome, ended=known.period is None or known.period.last <= day) for outcome in outcomes):
            return None
        bound = next((one for one in outcomes if one.status != "not_applicable"), None)
        if bound is None:
            zh, en = f"属于 {known.rule.id} 责任范围的主体", f"a subject that {known.rule.id} binds"
            return self._unmatched(waiver, "subject", _now(LocalizedText(zh, en), outcomes[0]))
        if known.period:
            words = LocalizedText("缺报的时段（该时段不缺）", "a period without its number (this one has it)")
        else:
            words = _now(LocalizedText("尚未完成的事项", "a duty that is not met"), bound)
        return Problem("waiver-unneeded", waiver.at("period" if known.period else "rule"), waiver.label, words)

    def _judge(self, rule: Rule) -> RuleJudge:
        if rule.id not in self._judges:
            self._judges[rule.id] = RuleJudge(rule, self._measures, self._request.readings.get(rule.id))
        return self._judges[rule.id]


def _folded(name: str) -> str:
    """Return a name as it is compared; of one in several parts, without white space around the strokes: 镇/村."""
    return "/".join(part.strip() for part in normalize(name).split("/"))


def _excuses(period: Period | None, outcome: Outcome, *, ended: bool) -> bool:
    """Whether a waiver excuses an outcome, may do so once its period has ended, or nobody can tell."""
    if outcome.status == "undetermined" or period is None:
        return outcome.status in EXCUSABLE
    if not ended:
        return outcome.status != "not_applicable"
    return period.label in outcome.missing


def _perhaps(words: LocalizedText, near: Sequence[str]) -> LocalizedText:
    """Return what was expected, with what may have been meant."""
    if not near:
        return words
    return LocalizedText(f"{words.zh}（是否为 {'、'.join(near)}？）", f"{words.en} (perhaps {', '.join(near)}?)")


def _no_period(rule: Rule, labels: Sequence[str]) -> LocalizedText:
    if not labels:
        return LocalizedText(f"时段留空（{rule.id} 不分月份、季度）", f"no period ({rule.id} is not owed by month or quarter)")
    first, last = labels[0], labels[-1]
    return LocalizedText(f"时段在 {first} 至 {last} 之内（{rule.id}）", f"a period of {rule.id}, from {first} to {last}")


def _now(words: LocalizedText, outcome: Outcome) -> LocalizedText:
    """Return what was expected, with how the duty stands."""
    status = STATUSES[outcome.status]
    return LocalizedText(f"{words.zh}（这一项为“{status.zh}”）", f"{words.en} (this one is {status.en})")
