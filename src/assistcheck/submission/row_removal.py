"""Lines of a sheet that turned out to be no evidence: taken out again, and told."""

from __future__ import annotations

from collections.abc import Mapping

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location, column_letters
from assistcheck.problem_codes import CODES
from assistcheck.problems import Problem
from assistcheck.submission.parsed import ParsedSheet, SkippedLine

_NAMED = 50  # cells


def drop(data: ParsedSheet, lines: Mapping[int, SkippedLine]) -> None:
    """Take rows out again, by their positions, none of which has been handed on."""
    kept = [at for at in range(len(data.rows)) if data.spilled + at not in lines]
    moved = {data.spilled + at: data.spilled + place for place, at in enumerate(kept)}
    data.columns = {name: [column[at] for at in kept] for name, column in data.columns.items()}
    data.rows = [data.rows[at] for at in kept]
    data.faults.drop(lines.keys(), moved)
    data.rejected = {moved.get(at, at) for at in data.rejected if at not in lines}
    data.skipped += len(lines)
    data.lines.extend(lines.values())


def note_lines(data: ParsedSheet) -> None:
    """Say once which lines of a sheet were skipped that somebody may have meant as evidence."""
    if not data.lines:
        return
    data.lines.sort()
    lines = data.lines
    cells = [f"{column_letters(line.column)}{line.row}" for line in lines[:_NAMED]]
    more = len(lines) > _NAMED
    usual = CODES["skipped-lines"].expected
    expected = LocalizedText(
        f"{usual.zh}（{'、'.join(cells)}{' 等' if more else ''}，共 {len(lines)} 行）",
        f"{usual.en} ({', '.join(cells)}{' and more' if more else ''}; lines: {len(lines)})",
    )
    place = Location(data.path, data.title, lines[0].row, lines[0].column)
    data.problems.append(Problem("skipped-lines", place, lines[0].text, expected))
