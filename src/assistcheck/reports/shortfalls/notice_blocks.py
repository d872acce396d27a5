"""What a notice is made of, piece by piece; each format draws the pieces in its way."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "letterhead",
    "reference",
    "date",
    "recipient",
    "greeting",
    "valediction",
    "enclosures",
    "enclosure",
    "number",
    "title",
    "addressee",
    "text",
    "section",
    "last",
    "closing",
    "sender",
    "day",
    "contact",
]
"""Those of a letter, then those of an official document; both have titles, texts, sections and a sender."""


class Block(NamedTuple):
    """One heading or paragraph."""

    kind: Kind
    text: str
    label: str = ""
    """Words before the text that stand out."""


class FormRow(NamedTuple):
    """One item of the table, and room to answer it."""

    number: str
    duty: str
    tail: str
    """What follows the duty: for whom it is owed, which periods are missing, what the pace asks for; or nothing."""
    have: str
    need: str
    gap: str
    due: str


class ReplyForm(NamedTuple):
    """The items, the most pressing first, in a table that is the form for the reply too."""

    heads: tuple[str, ...]
    """Of number, duty, have, need, gap, due."""
    reply: tuple[str, ...]
    """Of what is to be filled in: measures, date, person in charge, evidence."""
    rows: tuple[FormRow, ...]


class Entry(NamedTuple):
    """What is to be said of one item, or of anything else that stands in a line of its own."""

    label: str
    """Words before the text that stand out: of an item its number in the form."""
    text: str


class Group(NamedTuple):
    """What has one ground: a quotation with the items under it, or a reason with what it holds for."""

    title: str
    notes: tuple[tuple[str, str], ...]
    """Paragraphs of label and text."""
    entries: tuple[Entry, ...]


class Details(NamedTuple):
    """The grounds of the items, or what else has to be said."""

    groups: tuple[Group, ...]


class Table(NamedTuple):
    """A plain table."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Signature(NamedTuple):
    """落款: who sends an official document, above its day."""

    sender: str
    day: str


Piece = Block | ReplyForm | Details | Signature
