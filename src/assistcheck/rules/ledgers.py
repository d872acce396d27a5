"""``ledgers/*.yaml``: the sheets of a pack, as data: rosters, ledgers (台账), the task list and the cover sheet."""

from __future__ import annotations

from typing import Literal

from assistcheck.rules.frozen import NO_ENTRIES, ContradictionError, Frozen
from assistcheck.rules.vocabulary import Text, Texts, Words, as_compared

Id = str
"""The id of a sheet or column."""
Ids = tuple[Id, ...]
"""One id or more."""
OneId = tuple[Id, ...]
"""A single id."""
Role = Literal["roster", "ledger", "tasks", "cover"]
"""What a sheet is: who owes what; evidence; the state of duties without a number; who filled the workbook in."""

PLAIN_TYPES = ("text", "date", "amount", "whole", "percent", "year", "quarter", "month", "choice", "choices")
TASK_TYPES = ("duty", "subject")
PERIOD_TYPES = ("date", "year", "quarter", "month")
NUMBER_TYPES = ("amount", "whole", "percent")
NO_TEXTS = (*NUMBER_TYPES, "date", "year", "choices")
"""Types of columns whose cells do not hold one text."""
_LIST_MARKS = frozenset("、,;/，；\n")
"""What parts the words of a column of choices."""


class ColumnSpec(Frozen):
    """One column of a sheet."""

    id: Id
    header: Words
    type: Text | tuple[Text, ...] = "text"
    """One of the plain types, the id of a kind of subject, or several of these; in a task list also duty and subject."""
    required: bool = True
    required_when: dict[Id, Text] = NO_ENTRIES
    """Another column and the value of it that makes this one required; the column is then not required otherwise."""
    rejects_row: bool = False
    """Whether an optional cell that cannot be read rejects its row: taken for a blank it could change a verdict."""
    words: tuple[Text, ...] = ()
    """The allowed words of a choice."""
    unit: Words | None = None
    """What stands in brackets at the end of the header and may be left out."""
    counters: tuple[Text, ...] = ()
    """Words (量词) that may follow a number."""
    blank_as: Id | None = None
    """In a roster: the column whose value a blank stands for."""
    hint: Words | None = None
    """What to fill in, where the type does not tell."""
    example: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The kinds of subject that the column's text is matched with."""
        if isinstance(self.type, tuple):
            return self.type
        return () if self.type in (*PLAIN_TYPES, *TASK_TYPES) else (self.type,)

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if (self.type in {"choice", "choices"}) != bool(self.words):
            raise ContradictionError(
                "类型为 choice、choices 的列要写 words，别的列不写",
                "'words' go with the types choice and choices, which need them",
            )
        if (other := next((word for word in self.words if as_compared(word) != word), None)) is not None:
            raise ContradictionError(
                f"单元格不会读成 {other}；请写 {as_compared(other)}", f"no cell is read as {other}; write {as_compared(other)}"
            )
        if len({word.casefold() for word in self.words}) < len(self.words):
            raise ContradictionError(
                "words 中有两个相同，或只差大小写；请只留一个",
                "two of the 'words' differ by nothing but capitals, or by nothing; keep one",
            )
        if self.type == "choices" and any(_LIST_MARKS.intersection(word) for word in self.words):
            raise ContradictionError(
                "逗号、分号、斜线、顿号用来隔开几个词，词内不能有",
                "a comma, semicolon or stroke parts the words of a list; use none within a word",
            )
        if self.id in self.required_when:
            raise ContradictionError("required_when 写的是另一列", "'required_when' names another column")
        if self.required_when and len(self.required_when) != 1:
            raise ContradictionError("required_when 只写一列、一个值", "'required_when' names one column and one value")


Columns = tuple[ColumnSpec, ...]
"""One column or more."""


class Voucher(Frozen):
    """The columns by which a voucher (凭证) is known; with the same number, amount and ``also`` two rows are one evidence."""

    number: Id
    amount: Id
    also: tuple[Id, ...] = ()


class _Told(Frozen):
    """What a check may say of its problem itself, in place of what is said of every one of its code."""

    title: Words | None = None
    """What the problem is called."""
    remedy: Words | None = None
    """What to do about it."""


class Exceeds(_Told):
    """A row whose ``column`` exceeds ``limit``; it counts, and somebody should look."""

    test: Literal["exceeds"]
    problem: Literal["used-exceeds-allocated"] = "used-exceeds-allocated"
    column: Id
    limit: Id
    expected: Words
    """What was expected; ``{limit}`` is filled in."""


class Elsewhere(_Told):
    """A row whose ``column`` names what does not belong with the one in ``of``; it counts, and somebody should look."""

    test: Literal["elsewhere"]
    problem: Literal["visit-elsewhere"] = "visit-elsewhere"
    column: Id
    of: Id
    expected: Words
    """What was expected; ``{own}`` is filled in: what it may have named."""


class Foreign(_Told):
    """A row that says ``when`` and whose ``column`` names what belongs to another than the one in ``of``: it is rejected."""

    test: Literal["foreign"]
    problem: Literal["foreign-rows"] = "foreign-rows"
    column: Id
    of: Id
    when: dict[Id, Text] = NO_ENTRIES


Check = Exceeds | Elsewhere | Foreign


class Once(Frozen):
    """What a roster may say only once: of each ``key`` one thing in the columns ``says``."""

    key: Ids
    says: Ids
    column: Id | None = None
    """The column that a contradiction is shown in; left out: the first of ``says`` that differs."""


class Agrees(Frozen):
    """What another roster has said already: of each ``key`` the same in ``says``."""

    roster: Id
    key: OneId
    says: OneId


class Tasks(Frozen):
    """Where a task list says that a duty is done: ``state`` is one of ``done``, with a date and evidence."""

    state: Id
    done: Texts
    under_way: tuple[Text, ...] = ()
    """States that are near to done."""
    date: Id
    evidence: Id


class Cover(Frozen):
    """How a cover sheet is read: two columns, one line for each field of it."""

    label: Words
    content: Words
    reporter: Id
    as_of: Id | None = None
    template: Id | None = None


class LedgerSpec(Frozen):
    """One sheet."""

    id: Id
    title: Words
    about: Words
    role: Role
    order: int = 1000
    """Where it stands among the sheets of its role; equal ones by id."""
    dated_by: Id | None = None
    """A column of type date, year, quarter or month; left out: its rows count on any date."""
    years: Literal["programme", "to_last_due"] = "programme"
    """Which years of a year column are in period: the programme's, or those up to the last due date's."""
    state: bool = False
    """A yearly state: a subject without a row is no zero."""
    identity: tuple[Id, ...] = ()
    """The columns by which one evidence is known; left out: the whole row."""
    voucher: Voucher | None = None
    owner: Id | None = None
    """The column that tells whose row it is, for rows in another's workbook."""
    columns: Columns
    checks: tuple[Check, ...] = ()
    once: tuple[Once, ...] = ()
    agrees: Agrees | None = None
    tasks: Tasks | None = None
    cover: Cover | None = None

    def column(self, name: str) -> ColumnSpec | None:
        """Return a column by its id, or ``None``."""
        return next((one for one in self.columns if one.id == name), None)

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if (self.role == "tasks") != (self.tasks is not None):
            raise ContradictionError(
                "role 为 tasks 的表要写 tasks，别的表不写", "'tasks' goes with the role tasks, which needs it"
            )
        if (self.role == "cover") != (self.cover is not None):
            raise ContradictionError(
                "role 为 cover 的表要写 cover，别的表不写", "'cover' goes with the role cover, which needs it"
            )
        if self.role != "roster" and (self.once or self.agrees):
            raise ContradictionError(
                "只有 role 为 roster 的表可写 once 和 agrees", "'once' and 'agrees' go with the role roster"
            )
