"""The commands that are killed: what each writes, and how it is made to write once."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command line, in which words in braces stand for folders.

    ``{}``: what it writes into; ``{in}``: the submissions; ``{reports}``: two JSON reports.
    """

    name: str
    words: tuple[str, ...]
    old: tuple[str, ...] = ("--as-of", "2022-06-30")
    """Options of the run whose results lie there before."""
    new: tuple[str, ...] = ("--as-of", "2022-12-31")
    """Options of the run that is killed."""
    ends: bool = True
    """Whether it ends by itself."""


_LANGUAGES = (("--lang", "zh"), ("--lang", "en"))
COMMANDS = (
    Command("audit html", ("audit", "{in}", "-o", "{}/report.html")),
    Command("audit xlsx", ("audit", "{in}", "-o", "{}/report.xlsx")),
    Command("audit cache", ("audit", "{in}", "-o", "{}/report.json", "--cache", "{}/cache")),
    Command("shortfalls xlsx", ("shortfalls", "{in}", "-o", "{}/lists")),
    Command("shortfalls docx", ("shortfalls", "{in}", "-o", "{}/lists", "--format", "docx")),
    Command("annotate", ("annotate", "{in}", "-o", "{}/back")),
    Command("watch", ("watch", "{in}", "-o", "{}/page.html"), ends=False),
    Command("compare", ("compare", "{reports}/1.json", "{reports}/2.json", "-o", "{}/compared.xlsx"), *_LANGUAGES),
    Command("history", ("history", "{reports}", "-o", "{}/history.html"), *_LANGUAGES),
)
