"""The published JSON of what came back, ``assistcheck.replies/1``, as types from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from assistcheck.audit.outcomes import Status
from assistcheck.problem_codes import ProblemLevel
from assistcheck.replies.columns import State
from assistcheck.replies.model import Answered, Verdict
from assistcheck.reports.json.model import Count, Day, Title, Tool

_documented = with_config(ConfigDict(use_attribute_docstrings=True))
"""Makes the docstrings of a type's keys their descriptions."""

Figure = int | str | None


class Rules(TypedDict):
    """The rule pack of the lists."""

    pack: str
    title: Title


@_documented
class Against(TypedDict):
    """The next audit, against whose figures promises were held."""

    path: str
    as_of: Day


@_documented
class Place(TypedDict):
    """Where something stands."""

    path: str
    sheet: str
    row: Count
    """0: it is said of the whole file or sheet."""
    cell: str


@_documented
class Remark(TypedDict):
    """Something to be known of a file or an answer."""

    code: str
    level: ProblemLevel
    place: Place
    message: str
    remedy: str


@_documented
class Standing(TypedDict):
    """The same duty in the next audit."""

    status: Status
    value: Figure
    gap: Figure


@_documented
class Item(TypedDict):
    """One item of a list, what was answered, and what became of it."""

    number: Count
    rule: str
    title: str
    subject: list[str]
    """Kind, name, and what it belongs to."""
    status: Status
    """As it was sent."""
    have: Figure
    need: Figure
    gap: Figure
    due: Day | None
    answered: Answered
    lacking: list[Literal["measures", "finish", "person", "proof", "state"]]
    place: Place | None
    """Null where its row did not come back."""
    measures: str
    finish: Day | None
    finish_text: str
    """What stands for the day, where that is none."""
    person: str
    proof: str
    state: State | None
    verdict: Verdict
    now: Standing | None
    remarks: list[str]
    """The codes of the remarks on it."""


@_documented
class Extra(TypedDict):
    """A row that is no item of the list."""

    place: Place
    texts: list[str]


@_documented
class List(TypedDict):
    """What came back of one list."""

    by: str
    name: str
    as_of: Day
    reply_by: Day | None
    """The day by which an answer was asked for, if one was given."""
    answered: Answered
    items_sent: Count
    not_named: Count
    """Items that did not come back and cannot be named, since the list as it was sent is not at hand."""
    path: str | None
    """The file that counts; null where nothing came back."""
    others: list[str]
    """Other answers to the same list."""
    items: list[Item]
    extras: list[Extra]


@_documented
class Summary(TypedDict):
    """How the run ended."""

    lists: dict[str, Count]
    items: dict[str, Count]
    verdicts: dict[str, Count]
    exit_code: Count


@_documented
class Replies(TypedDict):
    """What came back of shortfall lists."""

    schema: Literal["assistcheck.replies/1"]
    tool: Tool
    rules: Rules
    as_of: Day
    """The day by which promises are judged."""
    report: Against | None
    lists: list[List]
    remarks: list[Remark]
    """Errors mean that something could not be read."""
    summary: Summary
