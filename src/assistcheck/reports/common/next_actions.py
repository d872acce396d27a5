"""What has to be done after a run: who has to do what, the most useful first."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from assistcheck.audit.outcomes import Report, Subject
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.reports import Again
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.gathered import Gathered, has_roster, has_rows, is_judged, some_names, unjudged_due
from assistcheck.reports.common.headline_words import counted_en, said
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.common.summary import errors_in

_NAMES = 3
"""How many are named; of the others the number is said."""
_ACTIONS = 3


class Action(NamedTuple):
    """One thing to do: who has to do what."""

    key: str
    words: LocalizedText
    command: LocalizedText = EMPTY_TEXT
    """What does it on a command line, as it works when it is copied; empty where people do it, or nobody knows of what run."""


def three_actions(report: Report, gathered: Gathered, again: Again | None) -> tuple[Action, ...]:
    """Return three things to do, those without which a verdict may be wrong before those that follow from it."""
    steps = _Steps(report, gathered, again)
    return tuple(steps.all())[:_ACTIONS]


class _Steps:
    """What may be to do after one run."""

    def __init__(self, report: Report, gathered: Gathered, again: Again | None) -> None:
        self.report = report
        self.pack = report.pack
        self.gathered = gathered
        self.again = again

    def all(self) -> Iterator[Action]:
        """Yield everything that is to do, and at the end what is always worth doing."""
        yield from self._inputs()
        yield from self._absent()
        yield from self._errors()
        yield from self._short()
        unjudged, behind, coming = self._unjudged(), self._behind(), self._coming()
        if self.report.absent:  # most of what could not be judged is what has not been sent
            unjudged, behind, coming = behind, coming, unjudged
        yield from (*unjudged, *behind, *coming)
        yield from self._always()

    def _say(self, key: str, **values: LocalizedText | str | int) -> LocalizedText:
        return said(key, self.pack, **values)

    def _command(self, zh: str, en: str) -> LocalizedText:
        """Return a command on what was read and asked for in this run; nothing where that is not known, or hides something."""
        return LocalizedText(command(zh, self.again), command(en, self.again))

    def _inputs(self) -> Iterator[Action]:
        template = self._command("assistcheck template{pack} -o 模板.xlsx", "assistcheck template{pack} -o template.xlsx")
        if not has_roster(self.report):
            yield Action("roster", self._say("give_roster"), template)
        if not has_rows(self.report):
            yield Action("collect", self._say("collect"), template)

    def _absent(self) -> Iterator[Action]:
        if absent := self.report.absent:
            kind = self.pack.subjects.kind(self.pack.subjects.roles.reporting).name.en
            yield Action("remind", self._say("remind", n=counted_en(len(absent), kind), names=some_names(absent, _NAMES)))

    def _errors(self) -> Iterator[Action]:
        errors = [problem for problem in self.report.problems if problem.level == "error"]
        senders = {one.path: one.reporter for one in self.report.inputs if one.reporter != self.pack.subjects.whole}
        whose: Counter[LocalizedText] = Counter()
        for problem in errors:
            if path := problem.place.path:
                sender = senders.get(path)
                whose[untranslated(sender) if sender else _who_filled_in(path)] += problem.count
        if whose:
            names = some_names([name for name, _ in whose.most_common()], _NAMES)
            words = self._say("correct", names=names, n=counted_en(errors_in(errors), "fault"))
            marked = self._command("assistcheck annotate {inputs} -o 批注", "assistcheck annotate {inputs} -o review")
            yield Action("correct", words, marked)
        elif not self.report.complete and is_judged(self.report):
            yield Action("read", self._say("read_again"))

    def _short(self) -> Iterator[Action]:
        parties = [party for party in self.gathered.digest.parties if party.weight[1]]
        if not parties:
            return
        number = sum(party.weight[1] for party in parties)
        names = some_names([party.name for party in parties], _NAMES)
        by = self._not_by_reporters([party.items[0].subject for party in parties if party.items])
        command = self._command(
            f"assistcheck shortfalls {{run}}{by} --only-short --format docx -o 督办通知",
            f"assistcheck shortfalls {{run}}{by} --only-short --format docx -o notices",
        )
        yield Action("notify", self._say("notify", names=names, n=counted_en(number, "duty")), command)

    def _not_by_reporters(self, subjects: Sequence[Subject]) -> str:
        """Return the option that makes lists for those that are short where nobody reports for any of them."""
        if not subjects or any(subject.reporter for subject in subjects):
            return ""
        return f" --by {subjects[0].owed_by.kind.replace('_', '-')}"

    def _unjudged(self) -> Iterator[Action]:
        number = unjudged_due(self.report)
        if not (number and is_judged(self.report)):
            return
        group = self.gathered.digest.unjudged[0]
        rule, title = group.first.rule, group.first.rule.title
        words = self._say(
            "supplement",
            n=counted_en(number, "duty"),
            title=LocalizedText(title.zh, title.en),
            names=some_names(group.names, _NAMES),
        )
        yield Action("supplement", words, self._explained(rule.id, group.first.subject.name))

    def _behind(self) -> Iterator[Action]:
        parties = [party for party in self.gathered.digest.parties if party.weight[2]]
        if parties:
            number = sum(party.weight[2] for party in parties)
            names = some_names([party.name for party in parties], _NAMES)
            day = self.gathered.behind_due
            when = {"day": day_words(day)} if day else {}
            words = self._say("catch_up_by" if day else "catch_up", names=names, n=counted_en(number, "duty"), **when)
            yield Action("catch_up", words)

    def _coming(self) -> Iterator[Action]:
        if not (coming := self.gathered.coming):
            return
        day = min(coming)
        rules = list(coming[day].values())
        titles = LocalizedText(
            "、".join(rule.title.zh for rule in rules[:_NAMES]), ", ".join(rule.title.en for rule in rules[:_NAMES])
        )
        if len(rules) > _NAMES:
            titles = self._say("and_kinds", titles=titles, n=len(rules))
        yield Action("prepare", self._say("next_due", day=day_words(day), titles=titles))

    def _always(self) -> Iterator[Action]:
        if first := self.gathered.first:
            keep = self._command("assistcheck audit {run} -o 基线.json", "assistcheck audit {run} -o baseline.json")
            yield Action("keep", self._say("keep"), keep)
            title = LocalizedText(first.rule.title.zh, first.rule.title.en)
            words = self._say("look_into", title=title, name=visible(first.subject.name))
            yield Action("look", words, self._explained(first.rule.id, first.subject.name))
        yield Action("again", self._say("check_again"), self._command("assistcheck audit {run}", "assistcheck audit {run}"))
        yield Action(
            "read_up", self._say("read_up"), self._command("assistcheck rules list{pack}", "assistcheck rules list{pack}")
        )

    def _explained(self, rule: str, name: str) -> LocalizedText:
        whose = _word(name).replace("{", "{{").replace("}", "}}")
        words = f"assistcheck explain {{judged}} --rule {rule} --subject {whose}"
        return self._command(words, words)


def _who_filled_in(path: str) -> LocalizedText:
    """Return whom a workbook is from that names nobody, or the programme as such, which fills in no workbook."""
    name = PurePath(path).name
    return LocalizedText(f"《{name}》的填报人", f"whoever filled in {name}")


def command(template: str, again: Again | None) -> str:
    """Return a command on what was read and asked for in a run, in which ``{words}`` stand for what repeats it.

    ``{pack}`` has its own space before it; ``{inputs}``; with terms ``{judged}``; with what is asked for ``{run}``; with
    what an audit alone takes ``{audited}``. It is empty where nobody knows of what run, or where something in it is hidden.
    """
    if again is None:
        return ""
    judged = (*again.inputs, *again.terms)
    found = template.format(
        pack=_quoted(("", *again.pack)),
        inputs=_quoted(again.inputs),
        judged=_quoted(judged),
        run=_quoted((*judged, *again.scope)),
        audited=_quoted((*judged, *again.scope, *again.held)),
    )
    return found if visible(found) == found else ""


_PLAIN = re.compile(r"[\w./:=,+-]+")
_BETWEEN_QUOTES = re.compile(r'[^"$`!%]*[^"$`!%\\]')


def _quoted(words: Sequence[str]) -> str:
    """Return words of a command line side by side, quoted so that most shells take them as they are."""
    return " ".join(map(_word, words))


def _word(text: str) -> str:
    if not text or _PLAIN.fullmatch(text):
        return text
    return f'"{text}"' if _BETWEEN_QUOTES.fullmatch(text) else shlex.quote(text)
