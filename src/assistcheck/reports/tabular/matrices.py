"""Who stands how: one table for each kind of subject, gathered in one pass with whatever is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Status, Subject
from assistcheck.i18n import Lang
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.open_items import LISTED, order_of
from assistcheck.reports.common.subject_phrases import belongs_to
from assistcheck.reports.tabular.columns import region_column, reporting_column
from assistcheck.reports.tabular.messages import HEADS, NOTES, TITLES
from assistcheck.reports.tabular.model import Mark, OwnColumn, Row, Rows, Sheet
from assistcheck.rules.model import Rule, RulePack
from assistcheck.rules.subjects import Kind

_MARKS: dict[Status, Mark] = {status: Mark(status) for status in STATUSES}


@dataclass(slots=True)
class _Standing:
    """How the subjects of one kind stand under the duties of their kind."""

    rules: list[Rule] = field(default_factory=list)
    subjects: dict[tuple[str, str | None], tuple[Subject, list[Mark | None]]] = field(default_factory=dict)
    """Name and who reports -> the subject, and its statuses in the order of the rules; the last ones may be left away."""

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Take outcomes of one rule."""
        if not self.rules or self.rules[-1].id != outcomes[0].rule.id:
            self.rules.append(outcomes[0].rule)
        column = len(self.rules) - 1
        for one in outcomes:
            subject = one.subject
            key = (subject.name, subject.reporters[0] if subject.reporters else None)
            found = self.subjects.get(key)
            if found is None:
                found = self.subjects[key] = (subject, [])
            marks = found[1]
            marks.extend(repeat(None, column + 1 - len(marks)))
            marks[column] = _MARKS[one.status]


class Gathered:
    """What one pass over the outcomes leaves: how everybody stands, and what is open."""

    def __init__(self, report: Report) -> None:
        """Go through the outcomes of ``report``."""
        self.standing: dict[str, _Standing] = {}
        """By kind of subject."""
        found: list[Outcome] = []
        self.waived: list[Outcome] = []
        """What recorded waivers excuse, whole or for some periods."""
        self.has_due = False
        for batch in report.outcomes.batches():
            self.standing.setdefault(batch[0].subject.kind, _Standing()).add(batch)
            found += [one for one in batch if one.status in LISTED]
            self.waived += [one for one in batch if one.excuses]
            self.has_due = self.has_due or any(one.due for one in batch)
        self.open = sorted(found, key=order_of)
        """What is short, behind or not judged, the most pressing first."""


def matrices(gathered: Gathered, report: Report, lang: Lang) -> Iterator[Sheet]:
    """Yield one table for each kind of subject: its subjects down, the duties of their kind across, statuses inside."""
    for kind in report.pack.subjects.kinds:
        if kind.id in gathered.standing:
            yield _matrix(kind, gathered.standing[kind.id], report.pack, lang)


def _matrix(kind: Kind, standing: _Standing, pack: RulePack, lang: Lang) -> Sheet:
    titles = {rule.id: rule.title.text(lang) for rule in standing.rules}
    known_by = _known_by(kind.id, pack)
    width = len(titles)

    def rows() -> Iterator[Row]:
        for subject, marks in standing.subjects.values():
            names = (visible(subject.name), *(visible(_known(one, subject, pack, lang)) for one in known_by))
            yield tuple(chain(names, marks, repeat(None, width - len(marks))))

    word = kind.name.text(lang)
    heads = (word, *(one.header.text(lang) for one in known_by), *(f"{rule} {title}" for rule, title in titles.items()))
    title = TITLES["matrix"].text(lang).format(kind=word.split("（")[0])
    columns = ("subject", *(one.id for one in known_by), *titles)
    numbers = (False,) * len(columns)
    return Sheet("matrix", title, columns, heads, Rows(len(standing.subjects), rows), NOTES["matrix"].text(lang), numbers)


def _known_by(kind: str, pack: RulePack) -> tuple[OwnColumn, ...]:
    """Return what stands beside the name in a table of who stands how: region and who reports, or else who owes it."""
    roles = pack.subjects.roles
    found = [region_column(pack)] if belongs_to(pack, kind, roles.region) else []
    if kind != roles.reporting and belongs_to(pack, kind, roles.reporting):
        found.append(reporting_column(pack))
    if not found and any(one.of == kind for one in pack.subjects.debtors):
        found.append(OwnColumn("debtor", HEADS["debtor"]))
    return tuple(found)


def _known(column: OwnColumn, subject: Subject, pack: RulePack, lang: Lang) -> str:
    roles = pack.subjects.roles
    known = {roles.region: subject.region, roles.reporting: subject.reporter}
    return subject.owed_by.words.text(lang) if column.id == "debtor" else known[column.id] or ""
