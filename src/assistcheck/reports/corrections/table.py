"""The table for a mail merge: a row for each message, as a .csv that Word, WPS and Excel open."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8

from assistcheck.i18n import Lang
from assistcheck.i18n import listed as joined
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports.common.escaping import csv_text
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.corrections.kinds import kind_words, kinds_of
from assistcheck.reports.corrections.messages import said, times
from assistcheck.reports.corrections.model import Returned, Review
from assistcheck.sanitize import visible

COLUMNS = (
    *("to", "file", "day", "errors", "warnings", "left_out"),
    *("summary", "attachment", "message", "reply_by", "whom_to_ask"),
)
"""The columns, by their keys in the list of words."""
_TOLD: dict[ProblemLevel, str] = {"error": "must", "warning": "please"}
"""The levels that a summary tells, and by which words."""
_KINDS, _PLACES = 4, 3
"""Kinds of faults that a summary tells, and places of each."""


def to_table(review: Review, letter: Letter, lang: Lang) -> bytes:
    """Return the table: UTF-8 with a byte order mark; a text that would be taken for a formula has an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([said(column, lang) for column in COLUMNS])
    writer.writerows([csv_text(text) for text in row] for row in merge_rows(review, letter, lang))
    return BOM_UTF8 + out.getvalue().encode()


def merge_rows(review: Review, letter: Letter, lang: Lang) -> list[list[str]]:
    """Return a row of :data:`COLUMNS` for each message, as texts."""
    day, by = review.as_of.isoformat(), letter.reply_by.isoformat() if letter.reply_by else ""
    rows = []
    for one in review.files:
        if one.message:
            counts = one.reviewed.counts
            numbers = [str(counts["error"]), str(counts["warning"]), str(one.reviewed.left_out)]
            made = [summary_of(one, lang), one.copy, one.message]
            rows.append([one.reviewed.addressee(lang), one.reviewed.name, day, *numbers, *made, by, letter.contact])
    return rows


def summary_of(returned: Returned, lang: Lang) -> str:
    """Return what is wrong with a workbook in one line."""
    stop = "；" if lang == "zh" else "; "
    missing = returned.reviewed.missing
    pieces = [said("missing_sheets", lang, sheets=joined(missing, lang))] if missing else []
    for level, key in _TOLD.items():
        kinds = kinds_of(returned.reviewed.problems, level)
        if kinds:
            words = [kind_words(kind, lang, _PLACES) for kind in kinds[:_KINDS]]
            words += [said("more_in_copy", lang, n=len(kinds) - _KINDS)] if len(kinds) > _KINDS else []
            head = said(key, lang, n=times(sum(kind.places for kind in kinds), lang))
            pieces.append(f"{head}{said('colon', lang)}{stop.join(words)}")
    return visible(("。" if lang == "zh" else ". ").join(pieces))
