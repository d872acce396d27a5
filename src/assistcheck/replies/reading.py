"""Files and folders to what came back of shortfall lists: each file is read in a guarded process, and nothing in it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from assistcheck.comparison.record import ReportRecord
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import Ledgers, ledgers_of
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.replies.answers import Ways
from assistcheck.replies.gathering import Found, gathered
from assistcheck.replies.keys import ListKey
from assistcheck.replies.model import ListReply, Remark, Replies
from assistcheck.replies.sheet import IndexSheet, ListSheet, understood
from assistcheck.rules.model import RulePack
from assistcheck.submission.input_paths import search
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.at_hand import GivenBytes
from assistcheck.submission.sources.interface import Source
from assistcheck.submission.workers.guarded_reader import pack_failure, pack_kit, read_guarded, unpack_book
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import ReadOptions

Progress = Callable[[int, int, str], None]
"""Called before each file: how many are done, how many there are, and its path."""


class Terms(NamedTuple):
    """On what terms replies are read."""

    pack: RulePack
    facts: PackFacts
    """Those of the pack, by which days are read."""
    options: ReadOptions = ReadOptions()
    archives: bool = True


class Files(NamedTuple):
    """What files hold, and what is to be said of them."""

    found: tuple[Found, ...] = ()
    remarks: tuple[Remark, ...] = ()
    paths: tuple[str, ...] = ()
    """The local ones."""

    @property
    def packs(self) -> set[str]:
        """The names of the packs whose lists there are."""
        return {key.pack for one in self.found for key in _keys(one)}


def read_files(paths: Iterable[str], terms: Terms, progress: Progress | None = None, *, answers: bool = False) -> Files:
    """Return what files hold; which pack's terms they are read by changes nothing in it.

    ``answers``: documents that lie among them are said not to be read.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    paths, ledgers = [*paths], ledgers_of(terms.pack)
    sought = search(paths, terms.options.limits, archives=terms.archives)
    kit = pack_kit(ledgers, terms.facts)
    found: list[Found] = []
    remarks: list[Remark] = []
    for number, source in enumerate(sought.files):
        if progress:
            progress(number, len(sought.files), source.shown)
        book = _book(source, terms.options, kit, ledgers)
        if book.error:
            remarks += map(Remark.of_problem, book.problems)
            continue
        file = _found(book)
        found.append(file)
        if not (file.sheets or file.indexes):
            remarks.append(_no_list(book))
    remarks += _papers(paths) if answers else ()
    unread = [Problem("open-file", Location(path)) for path in sought.open]
    unread += [Problem("left-out-file", Location(path), "", expected) for path, expected in sought.left_out.items()]
    remarks += map(Remark.of_problem, unread)
    return Files(tuple(found), tuple(remarks), tuple(source.local for source in sought.files if source.local))


def account_of(came: Files, sent: Files, terms: Terms, as_of: date, report: tuple[str, ReportRecord] | None) -> Replies:
    """Return what came back, list by list; see :func:`assistcheck.api.read_replies`.

    Raises:
        UsageError: no file is a list, and none could not be read; or the report is of another pack.
    """
    if report and report[1].rules.pack != terms.pack.manifest.name:
        raise UsageError(_other_report(report[0], report[1].rules.pack, terms.pack.manifest.name))
    remarks = [*sent.remarks, *came.remarks, *_strangers((*sent.found, *came.found), terms.pack)]
    ways = Ways(ledgers_of(terms.pack).conventions, lambda: terms.facts, terms.pack.programme_year)
    name = terms.pack.manifest.name
    own = [_of_pack(one, name) for one in came.found], [_of_pack(one, name) for one in sent.found]
    lists = gathered(*own, ways, as_of, report[1] if report else None)
    if not lists and not any(one.level == "error" for one in remarks):
        raise UsageError(
            LocalizedText(
                "其中没有督办清单；请给出用 assistcheck shortfalls 写出、填写后发回的 .xlsx 清单",
                "there is no shortfall list in it; give lists that assistcheck shortfalls wrote as .xlsx and that came back",
            )
        )
    if lists and not (sent.found or any(one.indexes for one in came.found)):
        remarks.append(_unknown_rest())
    path, record = report or ("", None)
    if record:
        remarks += _older(record, path, lists)
    return Replies(terms.pack, as_of, lists, tuple(remarks), record, path, (*sent.paths, *came.paths))


def _book(source: Source, options: ReadOptions, kit: bytes, ledgers: Ledgers) -> ParsedWorkbook:
    """Return a file as its sheets stand; the bytes are taken here, and looked at in a process of their own."""
    job = Job(source, roster_only=False, as_grids=True)
    try:
        given = GivenBytes(source.shown, source.read(options.limits))
    except WorkbookError as error:
        return unpack_book(pack_failure(job, error), ledgers)
    return unpack_book(read_guarded(job._replace(source=given), options, kit), ledgers)


def _found(book: ParsedWorkbook) -> Found:
    sheets = [sheet for grid in book.grids if (sheet := understood(grid, book.path))]
    lists = tuple(sheet for sheet in sheets if isinstance(sheet, ListSheet))
    return Found(book.path, book.modified, lists, tuple(sheet for sheet in sheets if isinstance(sheet, IndexSheet)))


def _keys(file: Found) -> set[ListKey]:
    named = {key for index in file.indexes for key in index.lists}
    return (
        named
        | {sheet.key for sheet in file.sheets if sheet.key}
        | {row.key.of for one in file.sheets for row in one.rows if row.key}
    )


def _of_pack(file: Found, pack: str) -> Found:
    """Return a file without the lists of other packs."""
    sheets = (
        one._replace(rows=tuple(row for row in one.rows if row.key is None or row.key.of.pack == pack)) for one in file.sheets
    )
    own = tuple(one for one in sheets if one.key is None or one.key.pack == pack)
    indexes = tuple(one._replace(lists=tuple(key for key in one.lists if key.pack == pack)) for one in file.indexes)
    return Found(file.path, file.modified, own, indexes)


def _strangers(files: Sequence[Found], pack: RulePack) -> list[Remark]:
    """Return what is to be said of lists of other packs, and of lists that have lost all their keys."""
    remarks = []
    for file in files:
        for other in sorted({key.pack for key in _keys(file)} - {pack.manifest.name}):
            words = LocalizedText(
                f"这是规则包 {other} 的清单，没有读取", f"a list of the rule pack {other}, which was not read"
            )
            remedy = LocalizedText(f"用 --rules {other} 另行读取", f"read it with --rules {other}")
            remarks.append(Remark("other-pack", "error", Location(file.path), words, remedy))
        remarks += [_headless(sheet) for sheet in file.sheets if not sheet.columns]
        for sheet in file.sheets:
            if sheet.key is None and sheet.rows:
                words = LocalizedText(
                    "像是督办清单，但隐藏的识别码列不在了，答复无法归到事项",
                    "like a shortfall list, but the hidden column of keys is gone",
                )
                remedy = LocalizedText(
                    "请填在发出的清单中发回，不要删除隐藏列", "answer in the list that was sent, with its hidden column"
                )
                remarks.append(Remark("list-without-keys", "error", sheet.place, words, remedy))
    return remarks


def _headless(sheet: ListSheet) -> Remark:
    words = LocalizedText(
        "找不到清单的表头（整改措施等），答复没有读取", "the header of the list cannot be found; its answers were not read"
    )
    remedy = LocalizedText("请把表头恢复成发出时的样子", "restore the header as it was sent")
    return Remark("list-without-header", "error", sheet.place, words, remedy)


def _no_list(book: ParsedWorkbook) -> Remark:
    words = LocalizedText("不是督办清单，没有读取", "no shortfall list; left out")
    remedy = LocalizedText("发回的清单应是 shortfalls 写出的 .xlsx", "a list that comes back is an .xlsx that shortfalls wrote")
    return Remark("no-list", "note", Location(book.path), words, remedy)


def _other_report(path: str, found: str, pack: str) -> LocalizedText:
    return LocalizedText(
        f"{path}：这是规则包 {found} 的报告，清单属于 {pack}；请给出同一规则包的报告",
        f"{path}: a report of the rule pack {found}, while the lists are of {pack}; give a report of the same pack",
    )


def _older(report: ReportRecord, path: str, lists: Sequence[ListReply]) -> Iterator[Remark]:
    """Yield what is to be said of a report that is older than the lists."""
    newest = max((one.key.as_of for one in lists), default=report.as_of)
    if report.as_of < newest:
        words = LocalizedText(
            f"报告的统计截止日 {report.as_of} 早于清单的 {newest}，看不出是否兑现",
            f"the report is as of {report.as_of}, before the lists of {newest}: it cannot tell what was kept",
        )
        remedy = LocalizedText("请给出下一次核对的报告", "give the report of the next audit")
        yield Remark("older-report", "warning", Location(path), words, remedy)


def _papers(paths: Sequence[str]) -> Iterator[Remark]:
    """Yield what is to be said of documents and scans that lie among the answers, which nobody reads here."""
    folders = [Path(path) for path in paths if path and Path(path).is_dir()]
    names = sorted({file.name for folder in folders for file in folder.rglob("*") if file.suffix.lower() in _PAPERS})
    if names:
        zh, en = "、".join(names[:_SHOWN]), ", ".join(names[:_SHOWN])
        zh, en = (f"{zh} 等共 {len(names)} 个", f"{en} and more, {len(names)} in all") if len(names) > _SHOWN else (zh, en)
        words = LocalizedText(f"Word、PDF 和图片中的答复不读取：{zh}", f"documents, PDF and pictures are not read: {en}")
        remedy = LocalizedText("请对方填在发出的 .xlsx 清单中", "have them answer in the .xlsx list that was sent")
        yield Remark("paper-answer", "note", Location(""), words, remedy)


_PAPERS = frozenset({".doc", ".docx", ".wps", ".pdf", ".jpg", ".jpeg", ".png", ".ofd"})
_SHOWN = 5


def _unknown_rest() -> Remark:
    words = LocalizedText(
        "没有发出时的总表，不知道还有谁没有发回", "without the index that was sent, who else has not answered is not known"
    )
    remedy = LocalizedText("用 --sent 给出发出清单的文件夹", "name the folder of lists that were sent with --sent")
    return Remark("sent-unknown", "note", Location(""), words, remedy)
