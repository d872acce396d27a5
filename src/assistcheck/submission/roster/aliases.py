"""Recorded spellings (写法对照表): how people write a name or a choice, and what it should read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.ledgers.registry import Ledgers
from assistcheck.location import NO_LOCATION
from assistcheck.problems import Problem
from assistcheck.submission.choice_spellings import choice_words
from assistcheck.submission.roster.roster import Roster
from assistcheck.suggest import closest_matches
from assistcheck.workbook.cell_values import normalize
from assistcheck.workbook.limits import Limits

_HEADERS = (("写法", "正式名称"), ("alias", "name"))


def load_aliases(path: str, limits: Limits | None = None) -> dict[str, str]:
    """Return the spellings of a .csv with the columns 写法 and 正式名称 (alias, name), both folded.

    Raises:
        UsageError: the file cannot be read, its header is another, a line has not two names, or one spelling has two.
    """
    from assistcheck.submission.sources.local_file import LocalFile  # noqa: PLC0415
    from assistcheck.workbook.csv import csv_rows  # noqa: PLC0415 - only where there are any

    limits = limits or Limits()
    try:
        data = LocalFile(path).read(limits)
        rows = [[normalize(cell) for cell in row] for row in csv_rows(data, limits)]
    except WorkbookError as error:
        raise UsageError(LocalizedText(f"{path}：应为{error.words.zh}", f"{path}: expected {error.words.en}")) from None
    header = tuple(cell.casefold() for cell in rows[0][:2]) if rows else ()
    if header not in _HEADERS:
        seen = ",".join(rows[0])[:40] if rows else ""
        zh = f"{path}：第 1 行是“{seen}”；应为“写法,正式名称”，请补上表头"
        raise UsageError(LocalizedText(zh, f'{path}: line 1 reads "{seen}"; write the header alias,name'))
    aliases: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) < 2 or not row[0] or not row[1] or any(row[2:]):
            raise UsageError(
                LocalizedText(
                    f"{path}：第 {number} 行是“{','.join(row)[:40]}”；应有写法和正式名称两格，请补齐或删去多余的格",
                    f'{path}: line {number} reads "{",".join(row)[:40]}"; write two cells, alias and name',
                )
            )
        if aliases.setdefault(row[0], row[1]) != row[1]:
            zh = f"{path}：第 {number} 行：“{row[0]}”已对应“{aliases[row[0]]}”，这里又对应“{row[1]}”；请只留一行"
            en = f'{path}: line {number}: "{row[0]}" stands for "{aliases[row[0]]}" already, not for "{row[1]}"; keep one line'
            raise UsageError(LocalizedText(zh, en))
    return aliases


def unknown_aliases(aliases: Mapping[str, str], roster: Roster, ledgers: Ledgers) -> Iterator[Problem]:
    """Yield a problem for each spelling whose official name no roster knows and no choice allows: it matches nothing."""
    if roster.missing or not aliases:
        return
    known = tuple(dict.fromkeys(part for kind in roster.members.values() for key in kind for part in key))
    words = choice_words(ledgers)
    for written, name in aliases.items():
        if name not in known and name not in words:
            near = closest_matches(name, known, endings=roster.subjects.endings)
            perhaps = LocalizedText(
                f"名册中的名称（是否为 {'、'.join(near)}？）", f"a name of the roster (perhaps {', '.join(near)}?)"
            )
            yield Problem("unknown-alias", NO_LOCATION, f"{written} → {name}", perhaps if near else EMPTY_TEXT)
