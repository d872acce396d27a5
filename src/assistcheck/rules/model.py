"""What a rule pack holds: frozen models of rules, measures, targets and readings.

A rule is data. It cites its clause, quotes the document, and says in a small vocabulary which rows of
which ledger (台账) make its figure and what the figure is compared with. Nothing here computes.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from assistcheck.rules.vocabulary import Condition, Figure, Frozen, Narrowing, Text

Level = Literal["binding", "general", "expected", "encouraged"]
"""Obligation: 约束性, 一般 (a recorded reason excuses), 预期性, 倡导."""

SubjectKind = Literal["programme", "city", "county", "work_group", "team", "unit", "town", "village"]
"""Whom a duty binds: 全市, 市, 县（市、区）, 工作组, 组团, 帮扶单位, 重点镇, 重点村."""

Quantity = Literal["count", "money", "ratio", "points"]
"""How a figure is written: whole number, 元, share of one, percentage points."""

RuleId = Annotated[str, StringConstraints(pattern=r"^R\d{2}\.\d{1,2}$")]


class Words(Frozen):
    """One text in Chinese and in English."""

    zh: Text
    en: Text

    def text(self, lang: str) -> str:
        """Return the text in ``lang`` (``zh`` or ``en``)."""
        return self.en if lang == "en" else self.zh


class Measure(Frozen):
    """Which rows of which ledger make the figure of one subject.

    ``by`` names the columns that identify the subject, in the order of its key; empty: every row.
    """

    ledger: Text
    by: tuple[Text, ...] = ()
    where: tuple[Condition, ...] = ()
    figure: Figure


class Binding(Frozen):
    """Whom a duty binds: a kind of subject, narrowed by ``only``.

    ``per_team``: a unit owes it to each of its teams. ``outside`` is the reason shown for the others.
    """

    kind: SubjectKind
    only: tuple[Narrowing, ...] = ()
    per_team: bool = False
    outside: Words | None = None

    @model_validator(mode="after")
    def _narrowed_has_reason(self) -> Self:
        if bool(self.only) != (self.outside is not None):
            raise ValueError("'only' and 'outside' go together: say why the others are outside the duty")
        return self


# --- what is owed, and when ---------------------------------------------------------------------


class Target(Frozen):
    """What the figure is compared with: exactly one of the four.

    ``per_village``: the number is owed for each key village of the subject's town.
    """

    at_least: Decimal | None = None
    more_than: Decimal | None = None
    exactly: Decimal | None = None
    between: tuple[Decimal, Decimal] | None = None
    per_village: bool = False

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [n for n in ("at_least", "more_than", "exactly", "between") if getattr(self, n) is not None]
        if len(given) != 1:
            raise ValueError("a target is one of at_least, more_than, exactly, between")
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError("between: the lower end is above the upper end")
        return self


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
    days: int = Field(gt=0)


Period = Annotated[Yearly | InEach | ByDate | Deadline, Field(discriminator="kind")]


class Reading(Frozen):
    """A named alternative reading (口径) of a rule: what it changes, in words and in data."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
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
    subject: Binding
    measure: Measure
    target: Target
    quantity: Quantity
    unit: Words
    period: Period
    pace: Literal["quarterly", "none"]
    level: Level
    readings: tuple[Reading, ...] = ()

    @property
    def clause(self) -> int:
        """The number of the clause in the document; 0 is its preamble."""
        return int(self.id[1:3])

    @property
    def attested(self) -> bool:
        """Whether the duty has no number and is attested (part B)."""
        return self.measure.figure.kind == "attested"

    def under(self, name: str) -> "Rule":
        """Return this rule as reading ``name`` understands it; ``KeyError`` if there is none."""
        reading = {r.name: r for r in self.readings}[name]
        changed = {k: v for k in ("measure", "target", "period") if (v := getattr(reading, k)) is not None}
        return self.model_copy(update=changed)


class Judged(Frozen):
    """A sentence of the document that people judge (人工认定); never passed or failed."""

    title: Words
    quote: Text


class Clause(Frozen):
    """One clause of the document: its rules, and what people judge."""

    clause: int = Field(ge=0)
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


class Owing(Frozen):
    """Who answers for the duties of a kind of subject that they are for, without being its own (责任主体).

    Of several entries of one kind the first whose debtor exists holds; of a kind without any, each subject owes its own.
    """

    of: Literal["city", "county", "unit", "town", "village"]
    by: Literal["programme", "work_group", "team"]
    """The programme; the work group of the subject's county; the subject's team."""
    level: Text | None = None
    """The level (层级) that a work group has to have."""
    words: Words | None = None
    """How the debtor is named, ``{name}`` being the subject; without them by its own name."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.by == "work_group") != (self.level is not None):
            raise ValueError("'level' belongs to 'by: work_group', which needs it")
        if self.by == "team" and self.of in {"city", "county"}:
            raise ValueError(f"a {self.of} has no team; name the programme or a work_group")
        if self.by == "work_group" and self.of == "city":
            raise ValueError("a city has no county whose work group could answer; name the programme")
        if self.words and not (_names_only_itself(self.words.zh) and _names_only_itself(self.words.en)):
            raise ValueError("words hold {name} for the subject, and no other braces")
        return self


def _names_only_itself(text: str) -> bool:
    """Whether the one thing that is filled into a text is ``{name}``."""
    from string import Formatter  # noqa: PLC0415 - a pack that is kept has been looked at

    try:
        return {name for _, name, how, _ in Formatter().parse(text) if name is not None or how} <= {"name"}
    except ValueError:
        return False


class Manifest(Frozen):
    """``pack.yaml``: what the document is, which year it sets the duties of, and who owes those that are for others."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Words
    issuer: Text
    issued: date
    effective_from: date
    year: int = Field(ge=1900, le=9999)
    programme: Text
    cities: tuple[Text, ...] = Field(min_length=1)
    debtors: tuple[Owing, ...] = ()
    source: Text


class RulePack(Frozen):
    """A whole pack: its manifest, its clauses, other spellings of choices, and the SHA-256 of the files it was read from."""

    manifest: Manifest
    clauses: tuple[Clause, ...]
    sha256: str
    synonyms: tuple[Synonyms, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the document."""
        return tuple(rule for clause in self.clauses for rule in clause.rules)

    def spellings(self, ledger: str, column: str) -> dict[str, tuple[str, ...]]:
        """Return the other spellings of a choice's words, by word."""
        return {one.word: one.spellings for one in self.synonyms if (one.ledger, one.column) == (ledger, column)}

    @property
    def last_due(self) -> date:
        """The last day on which any duty of the pack falls due."""
        days = [rule.period.date for rule in self.rules if isinstance(rule.period, ByDate)]
        return max([date(self.manifest.year, 12, 31), *days])
