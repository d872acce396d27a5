"""Files of recorded waivers (备案): a text in YAML or JSON, or a workbook with the sheet of waivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistcheck.audit.waiver_faults import refused, repeated
from assistcheck.audit.waiver_text import waivers_in_text
from assistcheck.audit.waivers import Waiver
from assistcheck.bounded_read import read_side_file
from assistcheck.errors import UsageError, WorkbookError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.rules.model import RulePack
from assistcheck.workbook.detect import PLAIN_TEXT, detect_format
from assistcheck.workbook.limits import Limits, ReadOptions

if TYPE_CHECKING:
    from assistcheck.pending import Progress
    from assistcheck.submission.waiver_reader import Reader
    from assistcheck.submission.workers.in_process import Loss

_TEXTS = frozenset({".yaml", ".yml", ".json"})
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What workbooks begin with, and no text does."""


class Recorded(NamedTuple):
    """What files of waivers say."""

    waivers: tuple[Waiver, ...]
    remarks: tuple[Problem, ...]
    """Notes on their sheets: what was read otherwise than it is written, and what was skipped."""


def load_waivers(path: str, pack: RulePack | None = None) -> tuple[Waiver, ...]:
    """Return the recorded waivers of one file; see :func:`read_waivers`."""
    return read_waivers([path], pack).waivers


def read_waivers(  # noqa: PLR0913 - keywords
    paths: Iterable[str],
    pack: RulePack | None = None,
    *,
    limits: Limits | None = None,
    passwords: Sequence[str] = (),
    workers: int | None = None,
    lost: Mapping[str, Loss] | None = None,
    progress: Progress | None = None,
) -> Recorded:
    """Return the recorded waivers of files, each a text in YAML or JSON, or a workbook of any kind with the sheet 备案.

    Args:
        paths: The files.
        pack: The rule pack, by whose conventions a workbook is read; default: that which ships.
        limits: How large a workbook may be.
        passwords: Tried on encrypted workbooks.
        workers: 0: workbooks are read by this process alone; default: by a guarded one.
        lost: Workbooks that ended this process before, and how; see :func:`assistcheck.api.start_reading`.
        progress: Called before each file.

    Raises:
        UsageError: a file that is not there, cannot be read, or has no such sheet.
        SideFileError: something in a file is wrong, or a duty is waived twice; all faults of it are told, each with file and
            line or cell, what stands there, and the remedy.
    """
    options = ReadOptions(limits or Limits(), tuple(passwords))
    files, read = [*dict.fromkeys(paths)], []
    for number, path in enumerate(files):
        how = (lost or {}).get(path)
        if progress and not how:
            progress(number, len(files), path)
        read.append(_read(path, pack, options, _reader(how) if how or workers == 0 else None))
    waivers = tuple(waiver for one in read for waiver in one.waivers)
    if faults := list(repeated(waivers)):
        raise refused(faults)
    return Recorded(waivers, tuple(problem for one in read for problem in one.remarks))


def _reader(lost: Loss | None) -> Reader:
    """Return what reads a workbook in this process."""
    from assistcheck.submission.workers.in_process import read_here  # noqa: PLC0415 - where there are no others

    return partial(read_here, lost=lost)


def _read(path: str, pack: RulePack | None, options: ReadOptions, reader: Reader | None) -> Recorded:
    content = _content(path)
    if not _is_workbook(content, path):
        return Recorded(waivers_in_text(content, path), ())
    from assistcheck.audit.waiver_rows import waivers_in_sheet  # noqa: PLC0415 - most are texts
    from assistcheck.ledgers.registry import ledgers_of  # noqa: PLC0415
    from assistcheck.pending import facts_of  # noqa: PLC0415
    from assistcheck.submission.problem_words import in_terms_of  # noqa: PLC0415
    from assistcheck.submission.waiver_reader import in_guarded_process, read_waiver_sheet  # noqa: PLC0415

    pack = pack or _usual_pack()
    ledgers = ledgers_of(pack)
    found = read_waiver_sheet(content, path, ledgers, facts_of(pack), options, reader=reader or in_guarded_process)
    found = found._replace(problems=tuple(in_terms_of(pack, ledgers, found.problems)))
    return Recorded(waivers_in_sheet(found, path), found.problems)


def _usual_pack() -> RulePack:
    from assistcheck import DEFAULT_PACK  # noqa: PLC0415
    from assistcheck.rules.folders import pack_folder  # noqa: PLC0415
    from assistcheck.rules.loader import load_pack  # noqa: PLC0415

    return load_pack(pack_folder(DEFAULT_PACK))


def _content(path: str) -> bytes:
    try:
        return read_side_file(Path(path))
    except OSError as error:
        why = reason(error)
        raise UsageError(LocalizedText(f"{path}：无法读取：{why.zh}", f"{path} cannot be read: {why.en}")) from None


def _is_workbook(content: bytes, path: str) -> bool:
    """Whether a file is to be read as a workbook: by its content, and a text by its name."""
    suffix = Path(path).suffix.lower()
    if suffix in _TEXTS and not content.startswith(_BINARY):
        return False
    try:
        kind = detect_format(content)
    except WorkbookError:  # its reader says what is wrong
        return bool(content)
    return kind != "text" or suffix in PLAIN_TEXT
