"""The parts of an .xlsx container: which sheet each holds, and which cell formats show more than the number."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError

from assistcheck.errors import WorkbookError
from assistcheck.language import Say, same
from assistcheck.workbook.kinds import unsupported
from assistcheck.workbook.limits import KIB, MIB, SMALL_PART, Limits
from assistcheck.workbook.number_formats import is_percent_format, unit_shown
from assistcheck.workbook.text_formats import text_format

DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DETOUR = re.compile(r"[\\%]|(?:^|/)\.\.?/")
_PERCENT_FORMATS = {9: "0%", 10: "0.00%"}  # built-in number formats
A_DOCTYPE = Say("其中有 DOCTYPE 声明", "a DOCTYPE")


class Styles(NamedTuple):
    """Cell formats (the ``s`` of a cell) that show something else than the number that is stored."""

    percents: frozenset[int] = frozenset()
    """They show percentages."""
    units: Mapping[int, int] = MappingProxyType({})
    """Those that show a unit or fewer digits: how many 元 a stored 1 is by what they show; 0: under any header another."""
    texts: Mapping[int, str] = MappingProxyType({})
    """Those that show letters or zeros around a number, and their codes."""

    @property
    def all(self) -> frozenset[int]:
        """All of them."""
        return self.percents | self.units.keys() | self.texts.keys()


class Link(NamedTuple):
    """A relation of a part."""

    kind: str
    part: str
    """What it leads to, in lower case."""
    is_plain: bool = True
    """Whether it is written without detours."""


class ContainerIndex(NamedTuple):
    """What the container says of its sheets; part names are in lower case, as readers compare them."""

    titles: dict[str, str]
    """Part -> title of the sheet it holds."""
    styles: Styles
    root: str
    """The part of the workbook."""
    links: dict[str, Link]
    """Its relations."""
    recalculates: bool = False
    """Whether it asks to be calculated when it is opened: a stored 0 may be no result then."""
    is_plain: bool = True
    """Whether its names and targets are such as the native reader wants them."""


def damaged(why: Say) -> WorkbookError:
    """Return the error for a container that is not whole."""
    return WorkbookError("unreadable-file", Say(f"完整的表格文件（{why.zh}）", f"a whole spreadsheet ({why.en})"))


class UnplainError(Exception):
    """The container is one that other programs read, and not as the native reader wants it."""


@contextmanager
def reading_archive(*others: type[Exception]) -> Iterator[None]:
    """Turn whatever a damaged archive raises, and ``others``, into a ``WorkbookError``."""
    usual = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
    kinds: tuple[type[Exception], ...] = (*usual, *others)
    try:
        yield
    except kinds as error:
        zh, en = "压缩结构损坏，可能没有传完", "its archive is damaged, perhaps it was cut off"
        raise damaged(Say(f"{zh}：{error}", f"{en}: {error}")) from None


def refuse_twins(titles: Sequence[str]) -> None:
    """Refuse a workbook with two sheets of one title: readers would give the first of them twice."""
    if len(set(titles)) < len(titles):
        raise damaged(Say("两张工作表同名", "two sheets of one name"))


def _unfit(error: BaseException) -> WorkbookError:
    """Return the error for a file that a reader gives up: what it says of itself does not fit what stands in it."""
    if "Cannot detect file format" in str(error):
        zh = "读取程序能打开的工作簿（其中有 Excel 4 宏表一类的旧式工作表，或内部结构不完整）"
        en = "a workbook that the reader can open (it has sheets of an old kind, such as Excel 4 macros, or is not whole)"
        return WorkbookError("unreadable-file", Say(zh, en))
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    zh, en = "所记的数目、长度或位置与内容不符", "counts, lengths or places in it do not fit its content"
    return damaged(Say(f"{zh}；{detail}", f"{en}; {detail}"))


def locked() -> WorkbookError:
    """Return the error for a file that nobody has unlocked."""
    return WorkbookError("encrypted-file", Say("没有密码的文件", "a file without a password"))


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever a reader raises, the native one's panics included, into a ``WorkbookError``."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, WorkbookError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the native reader is no Exception
        raise _unfit(error) from None


class Unpacking:
    """Keeps account of what a container unpacks to: what it declares, then what comes while it unpacks.

    A part never gives more than it declares: a lie is a checksum that does not fit.
    """

    def __init__(self, parts: zipfile.ZipFile, limits: Limits) -> None:
        """Check the list of parts: their number, their names, what they say of their size, and that none is encrypted."""
        self._limits = limits
        self._total = 0
        entries = parts.infolist()
        if len(entries) > limits.parts:
            raise limits.refusal("parts")
        if sum(entry.file_size for entry in entries) > limits.unpacked_size * MIB:
            raise limits.refusal("unpacked-size")
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked()
        for entry in entries:
            self._check_inflation(entry, entry.file_size)
        if entries and 0 not in {entry.header_offset for entry in entries}:
            raise damaged(Say("第一个部分之前另有内容", "bytes before the first part"))
        names = {entry.filename.lower().replace("\\", "/").lstrip("/") for entry in entries}
        if len(names) < len(entries):
            raise damaged(Say("两个部分同名", "two parts of one name"))
        if any("\0" in entry.orig_filename for entry in entries):
            raise damaged(Say("有部分的名称中断", "a part whose name breaks off"))
        if any(".." in re.split(r"[/\\]", name) for name in names):
            raise damaged(Say("有部分指向文件之外", "a part outside the file"))

    def chunks(self, parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part piece by piece, against its checksum and the limits of size; at least one piece."""
        size = run = 0
        with parts.open(entry) as stream:
            while (chunk := stream.read(MIB)) or not size:
                size += len(chunk)
                self._total += len(chunk)
                if self._total > self._limits.unpacked_size * MIB:
                    raise self._limits.refusal("unpacked-size")
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
            raise self._limits.refusal("text")
        if first < 0:
            return run + len(chunk)
        return len(chunk) - 1 - end if (end := chunk.rfind(b">")) > chunk.rfind(b"<") else 0

    def _check_inflation(self, entry: zipfile.ZipInfo, size: int) -> None:
        if size > max(SMALL_PART, self._limits.inflation * entry.compress_size):
            raise self._limits.refusal("inflation", same(f"{entry.filename[:60]}: "))


def read_index(parts: zipfile.ZipFile, limits: Limits) -> ContainerIndex:
    """Read which part holds which sheet, by the container's own relations, and its cell formats.

    Raises:
        WorkbookError: the container holds no workbook of this kind, or its index is damaged.
    """
    names = part_names(parts)
    start = relations(parts, names, "", limits)
    root = next((link.part for link in start.values() if link.kind == "officeDocument"), None)
    if root is None or not root.endswith(".xml") or root not in names:
        raise unsupported(Say("没有工作簿的压缩包", "an archive without a workbook"))
    links = relations(parts, names, root, limits)
    book = parsed_xml(parts.read(names[root]), limits)
    titles: dict[str, str] = {}
    is_plain = all(link.is_plain for link in (*start.values(), *links.values())) and all(
        part_name(name) == name for name in names.values() if name.endswith((".xml", ".rels"))
    )
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            if not link and sheet.get("state") == "veryHidden":  # nobody can show it, and there is nothing in it
                is_plain = False
                continue
            target = links[link].part if link in links else ""
            if target in titles:
                raise damaged(Say("两张工作表共用一个部分", "two sheets of one part"))
            titles[target] = sheet.get("name", "")
    styles = next((link.part for link in links.values() if link.kind == "styles"), "")
    formats = _styles(parsed_xml(parts.read(names[styles]), limits)) if styles in names else Styles()
    return ContainerIndex(titles, formats, root, links, _recalculates(book), is_plain)


def _recalculates(book: ET.Element) -> bool:
    asked = (one.get(name) for one in book if one.tag.endswith("}calcPr") for name in ("fullCalcOnLoad", "forceFullCalc"))
    return any(one in {"1", "true"} for one in asked)


def part_name(written: str) -> str:
    """Return the name of a part as it should be written: some programs write backslashes, or begin at the root."""
    return written.replace("\\", "/").lstrip("/")


def part_names(parts: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts: name in lower case -> name as it is written."""
    return {part_name(name).lower(): name for name in parts.namelist()}


def relations(parts: zipfile.ZipFile, names: Mapping[str, str], part: str, limits: Limits) -> dict[str, Link]:
    """Return the relations of a part, by their ids."""
    folder = dirname(part)
    file = names.get(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
    if file is None:
        return {}
    found = {}
    for relation in parsed_xml(parts.read(file), limits).iter(_RELATION):
        target = relation.get("Target", "")
        plain = target.replace("\\", "/").lower()
        path = normpath(plain.lstrip("/") if plain.startswith("/") else join(folder, plain))
        if path not in names and "%" in path:
            path = unquote(path)
        is_plain = path not in names or not _DETOUR.search(target)
        found[relation.get("Id", "")] = Link(relation.get("Type", "").rpartition("/")[2], path, is_plain)
    return found


def _styles(part: ET.Element) -> Styles:
    codes: dict[int, str] = {}
    formats: list[int] = []
    for group in part:
        tag = group.tag.rpartition("}")[2]
        if tag == "numFmts":
            codes.update((int(one.get("numFmtId", "0")), one.get("formatCode", "")) for one in group)
        elif tag == "cellXfs":
            formats = [int(xf.get("numFmtId", "0")) for xf in group]
    return styles_of(formats, codes)


def styles_of(formats: Sequence[int], codes: Mapping[int, str]) -> Styles:
    """Return the cell formats that show more than the number.

    ``formats``: the number format of each cell format, by its id; ``codes``: what the file defines each id to be.
    """
    codes = {**_PERCENT_FORMATS, **codes}
    percents = {one for one, code in codes.items() if is_percent_format(code)}
    units = {one: unit for one, code in codes.items() if (unit := unit_shown(code)) is not None}
    texts = {one: code for one, code in codes.items() if text_format(code)}
    return Styles(
        frozenset(number for number, one in enumerate(formats) if one in percents),
        {number: units[one] for number, one in enumerate(formats) if one in units},
        {number: texts[one] for number, one in enumerate(formats) if one in texts},
    )


class _Shallow(ET.TreeBuilder):
    """Builds a tree that nests no deeper than the limit."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > self._limits.depth:
            raise self._limits.refusal("depth")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


@contextmanager
def well_formed() -> Iterator[None]:
    """Turn whatever a parser of XML raises into a ``WorkbookError``."""
    try:
        yield
    except (ET.ParseError, ExpatError, LookupError, ValueError) as error:  # the last two: encodings that are none
        raise damaged(Say(f"XML 写法有误：{error}", f"XML: {error}")) from None


def parsed_xml(text: bytes, limits: Limits) -> ET.Element:
    """Return the root of a part; ``WorkbookError`` where it is not well-formed, nests too deep or declares a document type."""
    if any(mark in text for mark in DOCTYPES):
        raise damaged(A_DOCTYPE)
    with well_formed():
        parser = ET.XMLParser(target=_Shallow(limits))  # noqa: S314 - without a DOCTYPE there are no entities to resolve
        parser.feed(text)
        root: ET.Element = parser.close()
    return root
