"""Shortfall lists as files: one for each subject in the format asked for, and the index of all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assistcheck.audit.outcomes import Report
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.reports import View, lister_of
from assistcheck.reports.shortfalls.docx_template import filled
from assistcheck.reports.shortfalls.grouping import Lists, ShortfallList, lists_of
from assistcheck.reports.shortfalls.index import to_index
from assistcheck.sanitize import visible

LIST_ENDING = LocalizedText("-督办清单", "-shortfalls")
"""How the name of a shortfall list ends, before its suffix."""
LIST_INDEX = LocalizedText("00-督办清单总表", "00-index-of-shortfalls")
"""The name of the index of shortfall lists, without its suffix."""


def list_files(  # noqa: PLR0913 - keywords
    report: Report,
    by: str,
    format_name: str,
    view: View,
    *,
    only_short: bool = False,
    template: bytes | None = None,
    only_of: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each list, one for each member of the kind ``by``, and last those of the index.

    The names are safe on every system, and no two differ only by case. With a ``template``, a .docx, lists are drawn in that.
    With ``only_of`` a member, there is but the list of that one, the same as it would be among the others.

    Raises:
        UsageError: the template cannot be used, or the member has no list.
    """
    write = lister_of(format_name) if template is None else partial(filled, template)
    lists = lists_of(report, by, f"{LIST_ENDING.text(view.lang)}.{format_name}", only_short=only_short)
    wanted = lists.lists if only_of is None else [_list_of(lists, only_of)]
    for one in wanted:
        content = write(one, view)
        yield one.file, content.encode("utf-8") if isinstance(content, str) else content
    if only_of is None:
        yield f"{LIST_INDEX.text(view.lang)}.xlsx", to_index(lists, view)


def _list_of(lists: Lists, name: str) -> ShortfallList:
    for one in lists.lists:
        if one.name == visible(name):
            return one
    raise UsageError(LocalizedText(f"没有{name}的清单", f"there is no list of {name}"))
