"""What a rule pack holds: frozen models of rules, measures, targets and readings.

A rule is data. It cites its clause, quotes the document, and says in a small vocabulary which rows of
which ledger (台账) make its figure and what the figure is compared with. Nothing here computes.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import category

from assistcheck.calendar import ProgrammeYear, month_start
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.rules.frozen import NO_ENTRIES, ContradictionError, Frozen
from assistcheck.rules.plain_sheets import PlainSheets
from assistcheck.rules.subjects import KindId, Subjects
from assistcheck.rules.vocabulary import Applicability, Condition, Days, Figure, Text, Words

if TYPE_CHECKING:
    from assistcheck.rules.ledgers import LedgerSpec

Level = Literal["binding", "general", "expected", "encouraged"]
"""Obligation: 约束性, 一般 (a recorded reason excuses), 预期性, 倡导."""

Quantity = Literal["count", "money", "ratio", "points"]
"""How a figure is written: whole number, the pack's currency, share of one, percentage points."""

RuleId = str
ReadingName = str
PackName = str
SourceName = str
QuarterName = LocalizedText
NoticeTitle = LocalizedText
Languages = tuple[Lang, ...]
ClauseNumber = int
YearNumber = int
Decimals = int
Multiple = int
Amount = int


class Measure(Frozen):
    """Which rows of which ledger make the figure of one subject.

    ``by`` names the columns that identify the subject, in the order of its key; empty: every row.
    """

    ledger: Text
    by: tuple[Text, ...] = ()
    where: tuple[Condition, ...] = ()
    figure: Figure


class AppliesTo(Frozen):
    """Whom a duty binds: a kind of subject, where need be ``only_if`` some tests hold.

    ``per``: it is owed once for each member of this kind that the subject belongs to. ``otherwise`` is the reason shown for
    the others.
    """

    kind: KindId
    only_if: tuple[Applicability, ...] = ()
    per: KindId | None = None
    otherwise: Words | None = None

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if bool(self.only_if) != (self.otherwise is not None):
            raise ContradictionError(
                "only_if 和 otherwise 要一起写：说明其余的为何不在此列",
                "'only_if' and 'otherwise' go together: say why the others are outside the duty",
            )


# --- what is owed, and when ---------------------------------------------------------------------


Goal = Decimal
"""A number that a figure is compared with."""


class Target(Frozen):
    """What the figure is compared with: exactly one of the four.

    ``per``: the number is owed for each member of this kind that belongs to the same one of the kind ``within`` as the subject.
    """

    at_least: Goal | None = None
    more_than: Goal | None = None
    exactly: Goal | None = None
    between: tuple[Goal, Goal] | None = None
    per: KindId | None = None
    within: KindId | None = None

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if (self.per is None) != (self.within is None):
            raise ContradictionError(
                "per 和 within 要一起写：按哪一类、在主体所属的哪一级之内",
                "'per' and 'within' go together: for each of which kind, within what of the subject's",
            )
        given = [n for n in ("at_least", "more_than", "exactly", "between") if getattr(self, n) is not None]
        if len(given) != 1:
            raise ContradictionError(
                "指标只写 at_least、more_than、exactly、between 中的一种",
                "a target is one of at_least, more_than, exactly, between",
            )
        if self.between is not None and self.between[0] > self.between[1]:
            raise ContradictionError("between 的下限大于上限", "between: the lower end is above the upper end")


class Yearly(Frozen):
    """Once for the programme year."""

    kind: Literal["year"]


class InEach(Frozen):
    """In each month or quarter that ends from ``first`` (default: the document's date) to ``last`` (default: year's end)."""

    kind: Literal["month", "quarter"]
    first: date | None = None
    last: date | None = None


class ByDate(Frozen):
    """A goal for a date."""

    kind: Literal["by"]
    date: date


class Deadline(Frozen):
    """Due ``days`` natural days after the date in ``column``, per subject."""

    kind: Literal["deadline"]
    column: Text
    days: Days


Period = Yearly | InEach | ByDate | Deadline


class Reading(Frozen):
    """A named alternative reading (口径) of a rule: what it changes, in words and in data."""

    name: ReadingName
    words: Words
    measure: Measure | None = None
    target: Target | None = None
    period: Period | None = None


class Rule(Frozen):
    """One checkable duty of the document."""

    id: RuleId
    title: Words
    quote: Text
    criterion: Words
    subject: AppliesTo
    measure: Measure
    target: Target
    quantity: Quantity
    unit: Words
    period: Period
    pace: Literal["quarterly", "none"]
    level: Level
    readings: tuple[Reading, ...] = ()
    confirmed: bool = True
    """Whether somebody has seen that the quote stands in the document; of a pack copied to the next year nobody has."""

    @property
    def clause(self) -> int:
        """The number of the clause in the document; 0 is its preamble."""
        return int(self.id[1:3])

    @property
    def attested(self) -> bool:
        """Whether the duty has no number and is attested (part B)."""
        return self.measure.figure.kind == "attested"

    def under(self, name: str) -> Rule:
        """Return this rule as reading ``name`` understands it; ``KeyError`` if there is none."""
        reading = {r.name: r for r in self.readings}[name]
        changed = {k: v for k in ("measure", "target", "period") if (v := getattr(reading, k)) is not None}
        return self.model_copy(update=changed)


class Judged(Frozen):
    """A sentence of the document that people judge (人工认定); never passed or failed."""

    title: Words
    quote: Text
    confirmed: bool = True
    """As of a rule."""


class Clause(Frozen):
    """One clause of the document: its rules, and what people judge."""

    clause: ClauseNumber
    title: Words
    responsible: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    judged: tuple[Judged, ...] = ()


class Synonyms(Frozen):
    """Other spellings of one allowed word of a column, each as certain as the word itself."""

    ledger: Text
    column: Text
    word: Text
    spellings: tuple[Text, ...]


class Year(Frozen):
    """The programme year: any twelve months."""

    number: YearNumber
    """How people number it: 2026 for a fiscal year that ends in June 2026."""
    first_day: date

    @classmethod
    def filled_in(cls, given: Any) -> Any:  # noqa: ANN401 - whatever the YAML file says
        """Return a year that begins on 1 January where its first day is left out."""
        if isinstance(given, dict) and "number" in given and "first_day" not in given:
            return {**given, "first_day": f"{given['number']}-01-01"}
        return given

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if self.first_day.day != 1:
            raise ContradictionError("年度从某月的第一天开始", "a programme year begins on the first day of a month")
        if abs(self.first_day.year - self.number) > 1:
            raise ContradictionError(
                f"{self.number} 年度不会从 {self.first_day.year} 年开始；请改其中一个",
                f"the year {self.number} does not begin in {self.first_day.year}; correct one of them",
            )


class Currency(Frozen):
    """The currency of a pack's amounts, and how people write it."""

    unit: Words
    decimals: Decimals = 2
    symbols: tuple[Text, ...] = ()
    """What may stand before or after a number: ¥, $, USD."""
    words: tuple[Text, ...] = ()
    """What the unit is called in headers and after numbers."""
    multiples: dict[Text, Multiple] = NO_ENTRIES
    """Larger units in headers and cells -> how many units each is."""
    small: Amount | None = None
    """A plain amount below it looks as if it were typed in a larger unit."""

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        for name in (*self.symbols, *self.words, *self.multiples):
            if not any(mark.isalpha() or category(mark) in {"Sc", "So"} for mark in name) or any(map(str.isdigit, name)):
                raise ContradictionError(
                    f"{name} 可能是数字的一部分；请写文字或货币符号",
                    f"{name} may be part of a number; write letters or a sign of the currency",
                )
        if twice := {*self.multiples}.intersection((*self.symbols, *self.words)):
            raise ContradictionError(
                f"{min(twice)} 既是单位又是倍数；只留一处", f"{min(twice)} is one unit and several; keep it in one place"
            )


class Manifest(Frozen):
    """``pack.yaml``: what the document is, which year it sets the duties of, and in what its amounts are."""

    name: PackName
    title: Words
    issuer: Words
    issued: date
    effective_from: date
    year: Year
    quarter_name: QuarterName = LocalizedText("{year}Q{n}", "{year}Q{n}")
    languages: Languages
    """Those of the workbooks; the first is the template's, and the one that sheets and columns are shown in."""
    currency: Currency
    dates: Literal["mdy", "dmy"] | None = None
    """Whether a date such as 7/1/2025 begins with the month or with the day; left out: it is refused."""
    template_version: Text
    source: SourceName
    notice_title: NoticeTitle = LocalizedText("关于{period}工作事项的督办通知", "Duties to be completed: {period}")
    """What a shortfall list is headed with as a letter (督办通知); ``{period}`` is what the as-of date closes."""


class RulePack(Frozen):
    """A whole pack: what its files say, and the SHA-256 of the files it was read from."""

    manifest: Manifest
    subjects: Subjects
    sheets: PlainSheets
    """The sheets, rosters first, the task list and the cover sheet last, as those that only read files take them."""
    clauses: tuple[Clause, ...]
    sha256: str
    synonyms: tuple[Synonyms, ...] = ()

    @cached_property
    def ledgers(self) -> tuple[LedgerSpec, ...]:
        """The sheets as their files say, in the same order."""
        from assistcheck.rules.ledgers import LedgerSpec  # noqa: PLC0415 - an audit needs the plain ones alone

        return tuple(LedgerSpec.model_validate(one) for one in self.sheets.ledgers)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the document."""
        return tuple(rule for clause in self.clauses for rule in clause.rules)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The ids of the rules whose quotes nobody has seen in the document."""
        return tuple(rule.id for rule in self.rules if not rule.confirmed)

    def spellings(self, ledger: str, column: str) -> dict[str, tuple[str, ...]]:
        """Return the other spellings of a choice's words, by word."""
        return {one.word: one.spellings for one in self.synonyms if (one.ledger, one.column) == (ledger, column)}

    @property
    def last_due(self) -> date:
        """The last day on which any duty of the pack falls due."""
        days = [rule.period.date for rule in self.rules if isinstance(rule.period, ByDate)]
        last_day = month_start(self.manifest.year.first_day, 12) - timedelta(days=1)
        return max([last_day, *days])

    @property
    def programme_year(self) -> ProgrammeYear:
        """The twelve months whose duties are checked."""
        year = self.manifest.year
        return ProgrammeYear(year.number, year.first_day, self.manifest.effective_from, self.last_due)

    @property
    def attested(self) -> dict[str, str]:
        """Duties without a number -> the kind of their subjects."""
        return {rule.id: rule.subject.kind for rule in self.rules if rule.attested}
