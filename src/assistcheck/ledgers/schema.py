"""Sheets and columns of a pack, ready for reading.

They are drawn from the pack's ``ledgers/*.yaml`` as plain data, so that a process that only reads files needs neither YAML
nor Pydantic. :func:`row_model` gives the Pydantic model of a sheet's rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from assistcheck.i18n import EMPTY_TEXT, Lang, LocalizedText, listed
from assistcheck.problems import ProblemWords
from assistcheck.workbook import cell_values as values
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, ColumnId, normalize, strip_whitespace
from assistcheck.workbook.conventions import PLAIN, Conventions
from assistcheck.workbook.periods import read_period

if TYPE_CHECKING:
    from pydantic import BaseModel

FieldKind = Literal[
    "text",
    "name",
    "date",
    "amount",
    "whole",
    "percent",
    "year",
    "quarter",
    "month",
    "choice",
    "choices",
    "month_or_quarter",
]
Role = Literal["roster", "ledger", "tasks", "cover"]
Read = Callable[[Cell, CellContext], object]
Plain = Mapping[str, Any]
"""A part of a pack's file as plain data."""


def _text(cell: Cell, context: CellContext) -> str:  # noqa: ARG001 - one signature for every reader
    return values.read_text(cell)


class _ConventionalRead(Protocol):
    def __call__(self, cell: Cell, context: CellContext, ways: Conventions = ...) -> object: ...


_READERS: Mapping[str, tuple[Read, type]] = {
    "text": (_text, str),
    "name": (_text, str),
    "percent": (values.read_percent, Decimal),
}
"""How a cell of each kind is read, and what it holds then; percents are in points."""
_CONVENTIONAL: Mapping[str, tuple[_ConventionalRead, type]] = {
    "date": (values.read_day, dt.date),
    "amount": (values.read_amount, Decimal),
    "whole": (values.read_whole, int),
    "year": (values.read_year, int),
    "quarter": (values.read_quarter, str),
    "month": (values.read_month, str),
    "month_or_quarter": (read_period, str),
}
"""The same for what the people of one pack write otherwise than those of another; amounts are in the pack's currency."""
_HELD = {kind: held for table in (_READERS, _CONVENTIONAL) for kind, (_, held) in table.items()}


class Labels(NamedTuple):
    """The texts that the header of a column may be: its own, the unit at its end, and other spellings."""

    header: LocalizedText
    unit: LocalizedText | None = None
    others: tuple[str, ...] = ()


class Column(NamedTuple):
    """One column of a sheet."""

    id: ColumnId
    """The sheet's id and the column's own."""
    header: str
    """As the template writes it."""
    labels: Labels
    """The texts that its header may be."""
    kind: FieldKind
    conventions: Conventions = PLAIN
    """How the people of the pack write."""
    names: tuple[str, ...] = ()
    """The kinds of subject that the text is matched with; ``subject``: those of the row's duty."""
    is_voucher: bool = False
    """Whether it holds the number of a voucher, which nothing stands for."""
    is_duty: bool = False
    """Whether it holds the id of a duty that is attested."""
    required: bool = True
    required_when: tuple[str, str] | None = None
    """Another column, and the value of it that makes this one required."""
    rejects_row: bool = False
    """Whether an optional cell that cannot be read rejects its row."""
    words: tuple[str, ...] = ()
    """The allowed words of a choice."""
    counters: tuple[str, ...] = ()
    """Words (量词) that may follow a number, the longest first: 40台."""
    blank_as: str = ""
    """In a roster: the column whose value a blank stands for."""
    hint: LocalizedText = EMPTY_TEXT
    example: str = ""

    @property
    def name(self) -> str:
        """The column's own id."""
        return self.id[1]

    @property
    def read(self) -> Read:
        """What a cell holds, or ``CellError``; keep it where many cells are read."""
        return _reader(self.kind, self.words, self.conventions)

    @property
    def headers(self) -> tuple[str, ...]:
        """The accepted headers, squeezed: in each language, with and without the unit, in other spellings, and the id."""
        return _accepted(self.labels, self.name)

    @property
    def bare_headers(self) -> tuple[str, ...]:
        """The accepted headers of an amount without their unit."""
        return tuple(text for text in self.headers[:-1] if not text.endswith(")")) or self.headers[:1]


class Voucher(NamedTuple):
    """The columns by which a voucher (凭证) is known, and those that part two evidences of one voucher."""

    number: str
    amount: str
    also: tuple[str, ...] = ()


class Check(NamedTuple):
    """A remark on rows, or why they are rejected; ``other`` is the limit, or the column of whom the value should belong to."""

    test: Literal["exceeds", "elsewhere", "foreign"]
    problem: str
    column: str
    other: str
    when: tuple[tuple[str, str], ...] = ()
    expected: LocalizedText = EMPTY_TEXT
    """What was expected, with ``{limit}`` or ``{own}`` to be filled in."""
    words: ProblemWords | None = None
    """What the sheet itself says of the problem."""


class Once(NamedTuple):
    """What a roster may say only once: of each ``key`` one thing in the columns ``says``."""

    key: tuple[str, ...]
    says: tuple[str, ...]
    column: str = ""
    """The column that the contradiction is shown in; empty: the first of ``says`` that differs."""


class Agrees(NamedTuple):
    """What another roster has said already: of each ``key`` the same in ``says``."""

    roster: str
    key: tuple[str, ...]
    says: tuple[str, ...]


class Tasks(NamedTuple):
    """Where a task list says that a duty is done."""

    state: str
    done: tuple[str, ...]
    under_way: tuple[str, ...]
    date: str
    evidence: str


class Cover(NamedTuple):
    """How a cover sheet is read: a column of labels, a column of contents, and which labels mean what."""

    labels: tuple[str, ...]
    contents: tuple[str, ...]
    """The headers of the two columns, squeezed; the template writes the first."""
    reporter: str
    as_of: str = ""
    template: str = ""


class SheetRef(NamedTuple):
    """A sheet as it comes from another process."""

    id: str


class Sheet:
    """One sheet of a workbook."""

    def __init__(self, plain: Plain, conventions: Conventions, headers: Mapping[str, Sequence[str]]) -> None:
        """Draw it from the plain data of its file; ``headers``: other spellings of those of its columns."""
        title, lang = plain["title"], conventions.lang
        self.id: str = plain["id"]
        self.title = title.text(lang)
        self.titles = tuple(dict.fromkeys((*map(strip_whitespace, title), self.id)))
        """The accepted titles, squeezed."""
        self.names = tuple(dict.fromkeys((*map(normalize, title), self.id)))
        """The same as words stand in them."""
        self.about: LocalizedText = plain["about"]
        self.role: Role = plain["role"]
        self.dated_by: str = plain["dated_by"] or ""
        """The column that dates a row; empty: its rows count on any date."""
        self.years: Literal["programme", "to_last_due"] = plain["years"]
        self.state: bool = plain["state"]
        """A yearly state: a subject without a row is no zero."""
        self.identity: tuple[str, ...] = tuple(plain["identity"])
        """The columns by which one evidence is known; empty: the whole row."""
        self.voucher = Voucher(**_tuples(plain["voucher"])) if plain["voucher"] else None
        self.owner: str = plain["owner"] or ""
        """The column that tells whose row it is, for rows in another's workbook."""
        number = self.voucher.number if self.voucher else ""
        self.columns = tuple(
            _column(self.id, one, conventions, headers.get(one["id"], ()), is_voucher=one["id"] == number)
            for one in plain["columns"]
        )
        self.checks = tuple(_check(one) for one in plain["checks"])
        self.once = tuple(Once(tuple(one["key"]), tuple(one["says"]), one["column"] or "") for one in plain["once"])
        self.agrees = Agrees(**_tuples(plain["agrees"])) if plain["agrees"] else None
        self.tasks = Tasks(**_tuples(plain["tasks"])) if plain["tasks"] else None
        self.cover = _cover(plain["cover"], lang) if plain["cover"] else None

    def __reduce__(self) -> tuple[type[SheetRef], tuple[str]]:
        """Travel between processes by id alone; whoever receives it knows the sheets."""
        return SheetRef, (self.id,)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their own ids."""
        return {one.name: one for one in self.columns}

    @cached_property
    def blanks_as(self) -> tuple[tuple[str, str], ...]:
        """The columns whose blanks say what another column says, each with that one."""
        return tuple((one.name, one.blank_as) for one in self.columns if one.blank_as)

    @property
    def roster(self) -> bool:
        """Whether it says who owes what."""
        return self.role == "roster"

    @property
    def is_evidence(self) -> bool:
        """Whether its rows are evidence: those of a ledger or of the task list."""
        return self.role in {"ledger", "tasks"}

    @property
    def dating(self) -> FieldKind | None:
        """The kind of the column that dates a row."""
        return self.by_name[self.dated_by].kind if self.dated_by else None

    @cached_property
    def free_texts(self) -> frozenset[str]:
        """The columns whose text is matched with no roster; a roster's own names are compared as they are."""
        return frozenset(() if self.roster else (one.name for one in self.columns if one.kind == "text"))


def _tuples(plain: Plain) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list | tuple) else value for key, value in plain.items()}


def _check(plain: Plain) -> Check:
    other = plain["limit"] if plain["test"] == "exceeds" else plain["of"]
    when = tuple(plain.get("when", {}).items())
    title, remedy = plain["title"] or EMPTY_TEXT, plain["remedy"] or EMPTY_TEXT
    words = ProblemWords(title, remedy) if title != EMPTY_TEXT or remedy != EMPTY_TEXT else None
    return Check(plain["test"], plain["problem"], plain["column"], other, when, plain.get("expected", EMPTY_TEXT), words)


def _cover(plain: Plain, lang: Literal["zh", "en"]) -> Cover:
    def words(text: LocalizedText) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(strip_whitespace, (text.text(lang), *text))))

    fields = ("reporter", "as_of", "template")
    return Cover(words(plain["label"]), words(plain["content"]), *(plain[field] or "" for field in fields))


def _column(sheet: str, plain: Plain, conventions: Conventions, others: Sequence[str], *, is_voucher: bool) -> Column:
    kind, header = plain["type"], plain["header"]
    names = tuple(kind) if isinstance(kind, list | tuple) else () if kind in _HELD.keys() | _OTHER_TYPES else (kind,)
    if kind == "subject":
        names = (kind,)
    when = next(iter(plain["required_when"].items()), None)
    return Column(
        (sheet, plain["id"]),
        header.text(conventions.lang),
        Labels(header, plain["unit"], tuple(others)),
        "name" if names else "text" if kind == "duty" else kind,
        conventions,
        names,
        is_voucher=is_voucher,
        is_duty=kind == "duty",
        required=plain["required"] and not when,
        required_when=when,
        rejects_row=plain["rejects_row"],
        words=tuple(plain["words"]),
        counters=tuple(sorted(plain["counters"], key=len, reverse=True)),
        blank_as=plain["blank_as"] or "",
        hint=plain["hint"] or EMPTY_TEXT,
        example=plain["example"] or "",
    )


_OTHER_TYPES = frozenset({"choice", "choices", "duty", "subject"})


@cache
def _accepted(labels: Labels, ident: str) -> tuple[str, ...]:
    """Return the accepted headers of a column, squeezed; the unit in brackets at the end of one may be left out."""
    found: list[str] = []
    for text, of in zip(labels.header, labels.unit or ("", ""), strict=True):
        full = strip_whitespace(text)
        bare = full.removesuffix(f"({strip_whitespace(of)})") if of else full
        found += [full, bare]
    return tuple(dict.fromkeys((*found, *map(strip_whitespace, labels.others), ident)))


# --- choices ------------------------------------------------------------------------------------


@cache
def _reader(kind: FieldKind, words: tuple[str, ...], conventions: Conventions) -> Read:
    if words:
        return partial(_chosen, kind, words, conventions.lang)
    if kind not in _CONVENTIONAL:
        return _READERS[kind][0]
    return partial(_CONVENTIONAL[kind][0], ways=conventions)


def _chosen(kind: FieldKind, words: tuple[str, ...], lang: Lang, cell: Cell, context: CellContext) -> str | tuple[str, ...]:
    """Return the one or more of ``words`` that a cell holds."""
    read = values.read_choices if kind == "choices" else values.read_choice
    try:
        found = read(cell, context, words)
    except CellError as error:
        raise CellError(error.code, _one_of(words, lang) if error.code == "bad-choice" else error.expected) from None
    if others := {found} - {*words} if isinstance(found, str) else {*found} - {*words}:
        raise CellError("bad-choice", _one_of(words, lang, *(sorted(others) if context.suggests else ())))
    return found


def _one_of(words: tuple[str, ...], lang: Lang, *others: str) -> LocalizedText:
    """Return the allowed ``words``, and the nearest to the ``others`` that stand there."""
    from assistcheck.suggest import closest_words  # noqa: PLC0415 - only where a word is unknown

    near = tuple(dict.fromkeys(name for other in others for name in closest_words(other, words)))
    zh, en = (f"（是否为 {'、'.join(near)}？）", f" (perhaps {', '.join(near)}?)") if near else ("", "")
    return LocalizedText("、".join(words) + zh, listed(words, lang) + en)


# --- models -------------------------------------------------------------------------------------


@cache
def row_model(sheet: Sheet) -> type[BaseModel]:
    """Return the Pydantic model of a sheet's rows: each field reads a raw cell as the sheet's column does.

    Its ``model_validate`` takes the raw cells of one row by column id; pass a ``CellContext`` as the context where dates may
    lack their year or choices have other spellings.
    """
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - reading needs no model

    fields: dict[str, Any] = {one.name: _field(one) for one in sheet.columns}
    config = ConfigDict(frozen=True, extra="forbid")
    return create_model(sheet.id.title().replace("_", ""), __config__=config, __doc__=sheet.about.en, **fields)


def _field(column: Column) -> tuple[Any, Any]:
    from typing import Annotated  # noqa: PLC0415

    from pydantic import BeforeValidator, Field, ValidationInfo  # noqa: PLC0415

    def read(cell: Cell, info: ValidationInfo) -> object:
        if cell is None or cell == "":
            if column.required:
                raise CellError("missing-value")
            return None
        return column.read(cell, info.context if isinstance(info.context, CellContext) else CellContext())

    held: Any = {"choices": tuple[str, ...], "choice": str}.get(column.kind) or _HELD[column.kind]
    kept: Any = held if column.required else held | None
    return Annotated[kept, BeforeValidator(read)], Field(... if column.required else None, title=column.header)
