"""Archives and XML from outside: limits while they unpack, and one error for whatever is wrong with them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.workbook.limits import KIB, MIB, SMALL_PART, Limits

DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


A_DOCTYPE = LocalizedText("其中有 DOCTYPE 声明", "a DOCTYPE")


def corrupt_file(why: LocalizedText) -> WorkbookError:
    """Return the error for a container that is not whole."""
    return WorkbookError("unreadable-file", LocalizedText(f"完整的表格文件（{why.zh}）", f"a whole spreadsheet ({why.en})"))


@contextmanager
def archive_errors(*others: type[Exception]) -> Iterator[None]:
    """Turn whatever a damaged archive raises, and ``others``, into a ``WorkbookError``."""
    usual = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
    too_far = OverflowError  # a place that Python for browsers, of 32 bits, cannot even look at
    kinds: tuple[type[Exception], ...] = (*usual, too_far, *others)
    try:
        yield
    except kinds as error:
        zh, en = "压缩结构损坏，可能没有传完", "its archive is damaged, perhaps it was cut off"
        raise corrupt_file(LocalizedText(zh, f"{en}: {error}")) from None


def reject_duplicate_titles(titles: Sequence[str]) -> None:
    """Refuse a workbook with two sheets of one title: readers would give the first of them twice."""
    if len(set(titles)) < len(titles):
        raise corrupt_file(LocalizedText("两张工作表同名", "two sheets of one name"))


def _unfit(error: BaseException) -> WorkbookError:
    """Return the error for a file that a reader gives up: what it says of itself does not fit what stands in it."""
    if "Cannot detect file format" in str(error):
        zh = "读取程序能打开的工作簿（其中有 Excel 4 宏表一类的旧式工作表，或内部结构不完整）"
        en = "a workbook that the reader can open (it has sheets of an old kind, such as Excel 4 macros, or is not whole)"
        return WorkbookError("unreadable-file", LocalizedText(zh, en))
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    zh, en = "所记的数目、长度或位置与内容不符", "counts, lengths or places in it do not fit its content"
    return corrupt_file(LocalizedText(f"{zh}；{detail}", f"{en}; {detail}"))


def password_required() -> WorkbookError:
    """Return the error for a file that nobody has unlocked."""
    return WorkbookError("encrypted-file", LocalizedText("没有密码的文件", "a file without a password"))


@contextmanager
def reader_errors() -> Iterator[None]:
    """Turn whatever a reader raises, the native one's panics included, into a ``WorkbookError``."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, WorkbookError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the native reader is no Exception
        raise _unfit(error) from None


class ArchiveGuard:
    """Keeps account of what a container unpacks to: what it declares, then what comes while it unpacks.

    A part never gives more than it declares: a lie is a checksum that does not fit.
    """

    def __init__(self, parts: zipfile.ZipFile, limits: Limits) -> None:
        """Check the list of parts: their number, their names, what they say of their size, and that none is encrypted."""
        self._limits = limits
        self._total = 0
        entries = parts.infolist()
        if len(entries) > limits.parts:
            raise limits.limit_error("parts")
        if sum(entry.file_size for entry in entries) > limits.unpacked_size * MIB:
            raise limits.limit_error("unpacked-size")
        if any(entry.flag_bits & 1 for entry in entries):
            raise password_required()
        for entry in entries:
            self._check_inflation(entry, entry.file_size)
        if entries and 0 not in {entry.header_offset for entry in entries}:
            raise corrupt_file(LocalizedText("第一个部分之前另有内容", "bytes before the first part"))
        names = {entry.filename.lower().replace("\\", "/").lstrip("/") for entry in entries}
        if len(names) < len(entries):
            raise corrupt_file(LocalizedText("两个部分同名", "two parts of one name"))
        if any("\0" in entry.orig_filename for entry in entries):
            raise corrupt_file(LocalizedText("有部分的名称中断", "a part whose name breaks off"))
        if any(".." in re.split(r"[/\\]", name) for name in names):
            raise corrupt_file(LocalizedText("有部分指向文件之外", "a part outside the file"))

    def chunks(self, parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part piece by piece, against its checksum and the limits of size; at least one piece."""
        size = run = 0
        with parts.open(entry) as stream:
            while (chunk := stream.read(MIB)) or not size:
                size += len(chunk)
                self._total += len(chunk)
                if self._total > self._limits.unpacked_size * MIB:
                    raise self._limits.limit_error("unpacked-size")
                self._check_inflation(entry, size)
                if entry.filename.lower().endswith(".xml"):
                    run = self._text_run(chunk, run)
                yield chunk
                if not chunk:
                    return

    def _text_run(self, chunk: bytes, run: int) -> int:
        """Return how long the text is that ends a piece of XML and may go on; ``run``: how long the one before was."""
        longest = self._limits.text * KIB
        first = chunk.find(b"<")
        within = longest < MIB and re.search(rb">[^<]{%d}" % (longest + 1), chunk)  # else no text lies within a piece
        if within or run + (len(chunk) if first < 0 else first) > longest:
            raise self._limits.limit_error("text")
        if first < 0:
            return run + len(chunk)
        return len(chunk) - 1 - end if (end := chunk.rfind(b">")) > chunk.rfind(b"<") else 0

    def _check_inflation(self, entry: zipfile.ZipInfo, size: int) -> None:
        if size > max(SMALL_PART, self._limits.inflation * entry.compress_size):
            raise self._limits.limit_error("inflation", untranslated(f"{entry.filename[:60]}: "))


class DepthLimitedBuilder(ET.TreeBuilder):
    """Builds a tree that nests no deeper than the limit."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """Begin an element, one level further down."""
        self._depth += 1
        if self._depth > self._limits.depth:
            raise self._limits.limit_error("depth")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)


@contextmanager
def well_formed() -> Iterator[None]:
    """Turn whatever a parser of XML raises into a ``WorkbookError``."""
    try:
        yield
    except (ET.ParseError, ExpatError, LookupError, ValueError) as error:  # the last two: encodings that are none
        raise corrupt_file(LocalizedText(f"XML 写法有误：{error}", f"XML: {error}")) from None


def event_parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
    *,
    separator: str | None = None,
) -> XMLParserType:
    """Return a parser that tells of elements and texts as they come, to be used within :func:`well_formed`.

    ``separator``: what parts a namespace from a name; ``None``: prefixes are left as they are. A document type, and with
    it entities, is refused.
    """
    parser = ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(*_: object) -> None:
    raise corrupt_file(A_DOCTYPE)


def parsed_xml(text: bytes, limits: Limits) -> ET.Element:
    """Return the root of a part; ``WorkbookError`` where it is not well-formed, nests too deep or declares a document type."""
    if any(mark in text for mark in DOCTYPES):
        raise corrupt_file(A_DOCTYPE)
    with well_formed():
        parser = ET.XMLParser(target=DepthLimitedBuilder(limits))  # noqa: S314 - without a DOCTYPE there are no entities to resolve
        parser.feed(text)
        root: ET.Element = parser.close()
    return root
