"""A pack against its own cases: which do not hold, what rules lack, and which broken rules nobody would notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.pack_tools.cases.reader import Case, Casebook
from assistcheck.pack_tools.mutants import Mutant, mutants_of
from assistcheck.pack_tools.mutants.targets import STEPS
from assistcheck.rules.model import Clause, Rule, RulePack, Target

Progress = Callable[[int, int, str], None]
"""Called before each rule is tested: how many are done, how many there are, and the rule's id."""


class FailedCase(NamedTuple):
    """A case that does not hold."""

    case: Case
    faults: tuple[LocalizedText, ...]
    """How its outcomes differ from what is expected, then the errors in its rows."""


class RuleTest(NamedTuple):
    """What testing one rule has found."""

    rule: Rule
    cases: int
    failed: tuple[FailedCase, ...]
    lacks: tuple[LocalizedText, ...]
    """Cases that the rule should have and has not."""
    mutants: int = 0
    survivors: tuple[str, ...] = ()
    """Mutants that no case notices, without those that the cases say nobody can."""
    wrongly_excused: tuple[str, ...] = ()
    """Mutants that no case should be able to notice, though one does, or there is none that begins so."""

    @property
    def passed(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.failed or self.lacks or self.survivors or self.wrongly_excused)


def try_rules(
    book: Casebook, rules: Sequence[Rule], *, mutate: bool = False, progress: Progress | None = None
) -> Iterator[RuleTest]:
    """Yield what testing each rule finds; ``progress`` is called before each."""
    for number, rule in enumerate(rules):
        if progress:
            progress(number, len(rules), rule.id)
        cases = book.cases_of(rule)
        failed = tuple(FailedCase(case, (*faults, *case.rejected())) for case in cases if (faults := case.faults()))
        lacks = () if failed else tuple(_lacks(rule, cases, book.pack))
        found = RuleTest(rule, len(cases), failed, lacks)
        if mutate and not failed and not rule.attested:
            found = _mutated(found, cases, book)
        yield found


def _lacks(rule: Rule, cases: tuple[Case, ...], pack: RulePack) -> Iterator[LocalizedText]:
    """Yield what cases a rule should have and has not."""
    if not cases:
        yield LocalizedText("没有用例", "no cases")
        return
    seen = {wanted.status for case in cases for wanted in case.expect}
    if seen.isdisjoint({"met", "on_pace"}):
        yield LocalizedText("没有达标的用例", "no case meets it")
    if seen.isdisjoint({"shortfall", "behind", "over"}):
        yield LocalizedText("没有不达标的用例", "no case falls short of it")
    for end, target in _beside(rule):
        if not is_noticed(rule.model_copy(update={"target": target}), cases, pack):
            yield LocalizedText(f"没有正好在界线 {end} 上的用例", f"no case stands exactly at {end}")
    used = {case.reading for case in cases}
    for reading in rule.readings:
        if reading.name not in used:
            yield LocalizedText(f"没有口径 {reading.name} 的用例", f"no case of the reading {reading.name}")


def _beside(rule: Rule) -> Iterator[tuple[str, Target]]:
    """Yield each end of a target, and a target that differs from it in nothing but a figure that is exactly there."""
    target, step = rule.target, min(map(Decimal, STEPS[rule.quantity]))
    if target.at_least is not None:
        yield str(target.at_least), target.model_copy(update={"at_least": None, "more_than": target.at_least})
    elif target.more_than is not None:
        yield str(target.more_than), target.model_copy(update={"more_than": None, "at_least": target.more_than})
    elif target.between is not None:
        low, high = target.between
        yield str(low), target.model_copy(update={"between": (low + step, high)})
        yield str(high), target.model_copy(update={"between": (low, high - step)})


def _mutated(found: RuleTest, cases: tuple[Case, ...], book: Casebook) -> RuleTest:
    mutants = list(mutants_of(found.rule, book.pack))
    excused = book.equivalent(found.rule)
    quiet = [one.words for one in mutants if not is_noticed(one.rule, cases, book.pack)]
    survivors = tuple(words for words in quiet if not words.startswith(tuple(excused)))
    wrong = tuple(start for start in excused if not _all_quiet(start, mutants, quiet))
    return found._replace(mutants=len(mutants), survivors=survivors, wrongly_excused=wrong)


def _all_quiet(start: str, mutants: list[Mutant], quiet: list[str]) -> bool:
    meant = [one.words for one in mutants if one.words.startswith(start)]
    return bool(meant) and {*meant} <= {*quiet}


def is_noticed(rule: Rule, cases: tuple[Case, ...], pack: RulePack) -> bool:
    """Whether some case does not hold when a pack has ``rule`` in place of its own."""
    clause = Clause(clause=rule.clause, title=rule.title, rules=(rule,))
    changed = pack.model_copy(update={"clauses": (clause,)})
    return any(case.faults(changed) for case in cases)
