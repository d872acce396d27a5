"""What is asked of an audit, checked against the pack and the roster before anything is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from assistcheck.audit.exit_code import FailOn
from assistcheck.audit.outcomes import Subject
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.rules.labels import no_rule
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission.roster.roster import Roster
from assistcheck.suggest import closest_matches
from assistcheck.workbook.cell_values import normalize

if TYPE_CHECKING:
    from assistcheck.audit.baseline import Baseline
    from assistcheck.audit.waivers import Waiver


class Selection(NamedTuple):
    """What to audit: all, or only these rules, these subjects, and those that belong to something."""

    rules: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()
    """Kinds and names of what the subjects belong to; of several of one kind, any."""

    def takes(self, subject: Subject, region: str) -> bool:
        """Whether a subject is to be audited; of several of the kind ``region`` it stands in the one that reports show."""
        if self.subjects and subject.name not in self.subjects:
            return False
        if not self.within:
            return True
        kinds = {kind for kind, _ in self.within}
        if region in kinds and (region, subject.region) not in self.within:
            return False
        return all(any((kind, name) in self.within for name in subject.groups.get(kind, ())) for kind in kinds - {region})


class Request(NamedTuple):
    """One audit: as of when, in which readings, of whom, and what fails it."""

    as_of: date
    readings: Mapping[str, str] = {}
    selection: Selection = Selection()
    waivers: tuple[Waiver, ...] = ()
    fail_on: FailOn = "shortfall"
    remarks: tuple[Problem, ...] = ()
    """What is to be said of the files of waivers."""
    baseline: Baseline | None = None
    """What does not fail the run where it stands in it already."""


def apply_reading(rule: Rule, readings: Mapping[str, str]) -> Rule:
    """Return a rule under the reading (口径) that is asked for; ``UsageError`` if the rule has none of this name."""
    if rule.id not in readings:
        return rule
    try:
        return rule.under(readings[rule.id])
    except KeyError:
        names = "、".join(reading.name for reading in rule.readings) or "-"
        wanted = readings[rule.id]
        raise UsageError(
            LocalizedText(f"{rule.id} 没有口径 {wanted}；可用：{names}", f"{rule.id} has no reading {wanted}; it has: {names}")
        ) from None


def find_rule(pack: RulePack, rule_id: str) -> Rule:
    """Return one rule of a pack by its id, in any case.

    Raises:
        UsageError: the pack has no such rule; the words suggest the nearest.
    """
    wanted = rule_id.upper()
    for rule in pack.rules:
        if rule.id == wanted:
            return rule
    words, near = no_rule(rule_id), closest_matches(wanted, [rule.id for rule in pack.rules])
    raise UsageError(with_suggestions(words, near))


def find_kind(pack: RulePack, name: str | None) -> str:
    """Return a kind of subject by its id, with hyphens or underscores; ``None``: those whose workbooks come in.

    Raises:
        UsageError: the pack has no such kind; the words suggest the nearest.
    """
    if name is None:
        return pack.subjects.roles.reporting
    kinds, wanted = [kind.id for kind in pack.subjects.kinds], name.replace("-", "_")
    if wanted in kinds:
        return wanted
    zh = f"没有“{name}”这一类责任主体；可用：{'、'.join(kinds)}"
    words = LocalizedText(zh, f"there is no kind of subject {name}; there are: {', '.join(kinds)}")
    raise UsageError(with_suggestions(words, closest_matches(wanted, kinds)))


def select(
    rules: Iterable[str] | None = None,
    subjects: Iterable[str] | None = None,
    within: Iterable[tuple[str, str]] | None = None,
) -> Selection:
    """Return what to audit: rule ids in any case, names in any width; ``None`` or nothing: all.

    ``within``: kinds and names of what the subjects belong to, such as ``("region", "…")``.
    """
    return Selection(
        frozenset(rule.upper() for rule in rules or ()),
        frozenset(normalize(name) for name in subjects or ()),
        frozenset((kind, normalize(name)) for kind, name in within or ()),
    )


def with_suggestions(words: LocalizedText, names: Sequence[str]) -> LocalizedText:
    """Return a sentence with names that may have been meant, if there are any."""
    if not names:
        return words
    return LocalizedText(f"{words.zh}；是否为 {'、'.join(names)}？", f"{words.en}; perhaps {', '.join(names)}?")


def check_rules(pack: RulePack, request: Request) -> None:
    """Refuse rules and readings that the pack does not have, before any file is read.

    Raises:
        UsageError: naming the first of them.
    """
    ids = {rule.id for rule in pack.rules}
    for rule_id in sorted({*request.selection.rules, *request.readings} - ids):
        raise UsageError(no_rule(rule_id))
    for rule in pack.rules:
        apply_reading(rule, request.readings)


def check_names(roster: Roster, request: Request) -> None:
    """Refuse subjects, and what they should belong to, that nobody knows: a mistyped name must not pass as nothing short."""
    known = {member.name for members in roster.members.values() for member in members.values()}
    endings = roster.subjects.endings
    for name in sorted(request.selection.subjects - known):
        words = LocalizedText(f"名册中没有责任主体 {name}", f"the roster has no subject {name}")
        raise UsageError(with_suggestions(words, closest_matches(name, sorted(known), endings=endings)))
    for kind, name in sorted(request.selection.within):
        if not roster.named(kind, name):
            of = roster.kind(kind).name
            words = LocalizedText(f"名册中没有{of.zh} {name}", f"the roster has no {of.en} {name}")
            names = [one.name for one in roster.of(kind).values()]
            raise UsageError(with_suggestions(words, closest_matches(name, names, endings=endings)))
