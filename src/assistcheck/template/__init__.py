"""The empty collection workbook, drawn from the sheets and rules of a pack, in the pack's first language.

Its files::

scope.py     whom it is for, and which sheets, names and tasks are theirs
hints.py     what to fill into a column, in words
data_validation.py  what Excel lets be typed into it
choice_lists.py  the hidden sheet with the words that are offered
examples.py  the example row of a sheet
instructions.py  the sheet that explains how to fill in the others
messages.py  every sentence of it, in each language
layout.py    how it looks, is protected and prints
workbook.py  all of it to .xlsx
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistcheck.atomic_write import write_whole
from assistcheck.errors import UsageError
from assistcheck.file_names import file_names
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import NOTES_SHEET, ledgers_of
from assistcheck.rules.model import RulePack
from assistcheck.submission.roster.roster import Roster
from assistcheck.template.messages import TEMPLATE_NAME
from assistcheck.template.scope import Scope, scopes_of
from assistcheck.template.workbook import workbook_of

__all__ = ["NOTES_SHEET", "reporter_templates", "template_of", "write_template"]


def write_template(path: str | Path, pack: RulePack) -> None:
    """Write the empty collection workbook of a pack's programme year; the same pack gives the same bytes.

    Args:
        path: The .xlsx file to write, whole or not at all; one that is there is replaced.
        pack: Its sheets stand there; its duties are listed in :data:`NOTES_SHEET`; its periods, listed members of a kind and
            attested duties are offered for choice.

    Raises:
        OSError: the file cannot be written.
    """
    write_whole(template_of(pack), path)


def template_of(pack: RulePack) -> bytes:
    """Return what :func:`write_template` writes."""
    return workbook_of(Scope(pack))


def reporter_templates(pack: RulePack, roster: Roster, only_of: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of a workbook for each who reports, in the order of the roster.

    It has their name, the sheets of which something may count for them, their own names for choice, and a line of the task
    list for each attested duty of theirs. The names of the files are safe on every system, and no two differ only by case.

    Args:
        pack: The sheets and duties.
        roster: Who reports, and who belongs to them.
        only_of: Whose workbook alone is made, by the name in the roster.

    Raises:
        UsageError: nobody of the roster reports, or ``only_of`` does not.
    """
    names = [member.name for member in roster.reporters.values()]
    if not names:
        kind = pack.subjects.kind(pack.subjects.roles.reporting)
        title = ledgers_of(pack)[kind.roster].title if kind.roster else ""
        zh = f"名册中没有{kind.name.zh}，无法逐个生成模板；请在名册工作簿中填写《{title}》"
        en = f"the roster names no {kind.name.en} to write a template for; fill in the sheet {title}"
        raise UsageError(LocalizedText(zh, en))
    lang = pack.manifest.languages[0]
    files = file_names(names, f"{TEMPLATE_NAME.text(lang)}.xlsx")
    if only_of is not None and only_of not in names:
        raise UsageError(LocalizedText(f"名册中没有报送主体 {only_of}", f"the roster names no reporter {only_of}"))
    wanted = zip(files, names, scopes_of(pack, roster), strict=True)
    return ((file, workbook_of(scope)) for file, name, scope in wanted if only_of in {None, name})
