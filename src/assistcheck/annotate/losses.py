"""What a copy by openpyxl does not keep, told from the parts of the file before anything is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from typing import NamedTuple

from assistcheck.annotate.size_check import corners_of
from assistcheck.i18n import LocalizedText
from assistcheck.location import column_number


class Loss(NamedTuple):
    """One kind of content that the copy lacks, or holds only in part, and how many there are."""

    what: LocalizedText
    number: int


class _Kind(NamedTuple):
    parts: re.Pattern[str]
    what: LocalizedText


_LOST = (
    _Kind(re.compile(r"xl/vbaproject.*\.bin"), LocalizedText("宏", "macros")),
    _Kind(re.compile(r"xl/media/.*"), LocalizedText("图片", "pictures")),
    _Kind(re.compile(r"xl/cellimages\.xml"), LocalizedText("单元格内的图片（DISPIMG）", "pictures in cells (DISPIMG)")),
    _Kind(re.compile(r"xl/(richdata/.*|metadata\.xml)"), LocalizedText("富数据与动态数组", "rich data and dynamic arrays")),
    _Kind(re.compile(r"xl/diagrams/data.*"), LocalizedText("SmartArt 图形", "SmartArt")),
    _Kind(re.compile(r"xl/(slicers|timelines)/.*"), LocalizedText("切片器", "slicers")),
    _Kind(re.compile(r"xl/(ctrlprops|activex)/[^/]*\.xml"), LocalizedText("表单控件", "form controls")),
    _Kind(re.compile(r"xl/embeddings/.*"), LocalizedText("嵌入的文件", "embedded files")),
    _Kind(
        re.compile(r"xl/threadedcomments/.*"),
        LocalizedText("批注中的对话（文字保留）", "threads of comments (their text is kept)"),
    ),
    _Kind(re.compile(r"xl/(connections\.xml|querytables/.*)"), LocalizedText("外部数据连接", "connections to data elsewhere")),
    _Kind(re.compile(r"xl/printersettings/.*"), LocalizedText("打印机设置", "printer settings")),
    _Kind(re.compile(r"customxml/item\d+\.xml"), LocalizedText("自定义 XML 数据", "custom XML data")),
    _Kind(re.compile(r"_xmlsignatures/sig.*\.xml"), LocalizedText("数字签名", "digital signatures")),
    _Kind(re.compile(r"xl/charts/chart.*\.xml"), LocalizedText("图表的部分格式", "some looks of charts")),
)
"""Parts whose content the copy lacks."""
_WITH_OTHERS = re.compile(
    r"xl/(diagrams|ctrlprops|activex|slicercaches|timelinecaches|persons|charts|embeddings|model|richdata)/.*"
    r"|customxml/.*|_xmlsignatures/.*|docmetadata/.*|xl/customproperty.*|docprops/thumbnail\..*|customui/.*|userCustomization/.*"
)
"""Parts that go with those, or that nobody sees."""
_KEPT = re.compile(
    r"\[content_types\]\.xml|docprops/(app|core|custom)\.xml|(.*/)?_rels/.*\.rels"
    r"|xl/(workbook|sharedstrings|styles|calcchain)\.xml|xl/theme/.*"
    r"|xl/(worksheets|chartsheets|comments|tables|drawings|externallinks|pivottables|pivotcache)/.*|xl/comments\d*\.xml"
)
"""Parts whose content the copy holds."""
_EXTENSIONS = (
    _Kind(
        re.compile(r"x14:dataValidation\b"),
        LocalizedText("引用其他工作表的下拉框", "drop-down lists that refer to other sheets"),
    ),
    _Kind(re.compile(r"x14:conditionalFormatting\b"), LocalizedText("扩展的条件格式", "extended conditional formats")),
    _Kind(re.compile(r"x14:sparklineGroup\b"), LocalizedText("迷你图", "sparklines")),
)
"""Extensions of a sheet that the copy lacks, by their elements."""
_SHAPES = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[\s>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_DISPIMG = re.compile(rb"DISPIMG\(")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>/]*>\s*<(?:\w+:)?(v|is|f)\b""")
_SHAPES_WORDS = LocalizedText("图形和文本框", "shapes and text boxes")
_FORMULA_WORDS = LocalizedText(
    "公式的计算结果（公式保留；用 Excel 或 WPS 打开并保存后恢复）",
    "results of formulas (the formulas are kept; Excel or WPS calculates them on opening)",
)
_DISPIMG_WORDS = LocalizedText("公式 DISPIMG 显示的图片", "pictures shown by DISPIMG")
_HIDDEN_WORDS = LocalizedText("合并单元格盖住的内容", "values covered by merged cells")
_OTHERS = LocalizedText("其他内容（{names}）", "other content ({names})")
_NAMED = 5


def losses_of(content: bytes, whole: Collection[str] = ()) -> Iterator[Loss]:
    """Yield what a copy of the workbook ``content`` lacks; its parts have passed their checksums already.

    The rows of the sheets in the parts ``whole`` are copied as they are.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if not name.endswith("/")]
        for kind in _LOST:
            if count := sum(kind.parts.fullmatch(name.lower()) is not None for name in names):
                yield Loss(kind.what, count)
        yield from _in_parts(parts, names, whole)
    others = [name for name in names if not _known(name.lower())]
    if others:
        shown = ", ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        yield Loss(_OTHERS.format(names=shown), len(others))


def _known(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_KEPT, _WITH_OTHERS, *(kind.parts for kind in _LOST)))


def _in_parts(parts: zipfile.ZipFile, names: list[str], whole: Collection[str]) -> Iterator[Loss]:
    """Yield what is lost from within sheets and drawings."""
    shapes = sum(len(_SHAPES.findall(parts.read(name))) for name in names if re.match(r"xl/drawings/drawing", name.lower()))
    if shapes:
        yield Loss(_SHAPES_WORDS, shapes)
    counts = dict.fromkeys((_FORMULA_WORDS, _DISPIMG_WORDS, _HIDDEN_WORDS, *(kind.what for kind in _EXTENSIONS)), 0)
    for name in names:
        if re.match(r"xl/worksheets/[^/]*\.xml", name.lower()):
            xml = parts.read(name)
            counts[_DISPIMG_WORDS] += len(_DISPIMG.findall(xml))
            if name not in whole:
                counts[_FORMULA_WORDS] += len(_FORMULA.findall(xml))
                counts[_HIDDEN_WORDS] += covered_values(xml)
            for kind in _EXTENSIONS:
                counts[kind.what] += len(re.findall(b"<" + kind.parts.pattern.encode(), xml))
    yield from (Loss(what, count) for what, count in counts.items() if count)


def covered_values(xml: bytes) -> int:
    """Return how many cells of a sheet hold a value that a merged range covers; only its first cell is copied."""
    ranges = [corners_of(ref) for ref in _MERGED.findall(xml)]
    if not ranges:
        return 0
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for left, top, right, bottom in ranges:
        for row in range(top, bottom + 1):
            rows.setdefault(row, []).append((left, right, left if row == top else 0))
    covered = 0
    for letters, digits, _ in _FILLED.findall(xml):
        column = column_number(letters)
        covered += any(left <= column <= right and column != first for left, right, first in rows.get(int(digits), ()))
    return covered
