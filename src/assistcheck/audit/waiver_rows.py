"""Waivers that are on record (备案) as the rows of a sheet, read as strictly as a text."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.audit.waiver_faults import Fault, refused, repeated
from assistcheck.audit.waiver_text import RULE_ID
from assistcheck.audit.waivers import Waiver
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.submission.waiver_reader import WaiverRow, WaiverSheet
from assistcheck.submission.waiver_sheet import TITLE

_SHOWN = 8


def waivers_in_sheet(found: WaiverSheet, path: str) -> tuple[Waiver, ...]:
    """Return the recorded waivers of a workbook.

    Raises:
        UsageError: it cannot be read, or has no sheet of waivers.
        SideFileError: something in the sheet is wrong; each fault is named with its cell, what stands there, and the remedy.
    """
    if found.error:
        why = found.error.words
        raise UsageError(
            LocalizedText(f"{path}：无法读取备案；应为{why.zh}", f"{path}: no waivers can be read; expected {why.en}")
        )
    if not found.found:
        raise UsageError(_no_sheet(found, path))
    faults = [_fault(one) for problem in found.problems if problem.level == "error" for one in problem.each()]
    waivers = list(_waivers(found.rows, faults))
    faults += repeated(waivers)
    if faults:
        raise refused(sorted(faults, key=lambda one: one.place))
    return tuple(waivers)


def _no_sheet(found: WaiverSheet, path: str) -> LocalizedText:
    shown, more = found.titles[:_SHOWN], len(found.titles) > _SHOWN
    zh, en = (f"；现有 {'、'.join(shown)}{'等' * more}", f"; there are {', '.join(shown)}{' …' * more}") if shown else ("", "")
    return LocalizedText(
        f"{path}：没有工作表“{TITLE.zh}”{zh}；请把备案填在这张表中，每项一行",
        f"{path}: there is no sheet {TITLE.zh} or {TITLE.en}{en}; give the waivers in that sheet, one a row",
    )


def _fault(problem: Problem) -> Fault:
    """Return an error of a cell or of the sheet in words, with its remedy where what was expected does not say it."""
    zh, en = problem.message("zh"), problem.message("en")
    if problem.code == "bad-date":
        return Fault(problem.place, LocalizedText(zh, en))
    return Fault(problem.place, LocalizedText(f"{zh}；{problem.remedy.zh}", f"{en}; {problem.remedy.en}"))


def _waivers(rows: tuple[WaiverRow, ...], faults: list[Fault]) -> Iterator[Waiver]:
    for values, cells, is_whole in rows:
        rule = str(values["rule"] or "").upper()
        if rule and not RULE_ID.fullmatch(rule):
            words = LocalizedText(
                f"规则编号无法识别：“{values['rule']}”；应为规则编号，如 R05.2",
                f'not a rule\'s id: "{values["rule"]}"; expected one such as R05.2',
            )
            faults.append(Fault(cells["rule"], words))
        elif is_whole:
            yield Waiver.model_validate({**values, "rule": rule, "place": cells["rule"], "places": tuple(cells.items())})
