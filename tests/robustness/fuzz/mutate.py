"""Mutations of a workbook: of its bytes, of the bytes of one part, and of the XML of one part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from robustness.hostile.archive import archive, entry

_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'\s[\w:.-]+="[^"]*"')
_VALUE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ELEMENT = re.compile(rb"<(row|c|v|is|t|si|f|xf|sheet|Relationship|mergeCell)\b[^<>]*?(?:/>|>.*?</\1>)", re.DOTALL)
NASTY: tuple[bytes, ...] = (
    b"",
    b" ",
    b"0",
    b"-1",
    b"1",
    b"2",
    b"65536",
    b"1048577",
    b"4294967295",
    b"99999999999999999999",
    b"1e400",
    b"NaN",
    b"0.1",
    b"A1",
    b"F5",
    b"B3",
    b"XFD1048576",
    b"A0",
    b"ZZZZ9",
    b"A1:XFD1048576",
    b"s",
    b"e",
    b"str",
    b"inlineStr",
    b"b",
    b"d",
    b"n",
    b"#REF!",
    b"2022-03-05T00:00:00",
    b"true",
    b"&#65;",
    b"&amp;",
    b"&lt;",
    b"&x;",
    b"_x000D_",
    b"\xff\xfe",
    b"\0",
    "合计".encode(),
    "\u202e".encode(),
    b"../../x",
    b"worksheets/sheet1.xml",
)
_PIECES: tuple[bytes, ...] = (
    b"<!-- x -->",
    b"<![CDATA[5]]>",
    b"<?x y?>",
    b"<v>7</v>",
    b"<f>1+1</f>",
    b"<is><t>x</t></is>",
    b'<c r="F5"><v>7</v></c>',
    b"<c><v>8</v></c>",
    b'<row r="3"/>',
    b"<x/>",
    b"\n",
    b"<t>y</t>",
    b"</c>",
    b"<r><t>z</t></r>",
    b'<rPh sb="0" eb="1"><t>q</t></rPh>',
)


def mutated(data: bytes, seed: int) -> bytes:
    """Return the mutant of ``data`` that ``seed`` stands for; the same one each time."""
    random = Random(seed)  # noqa: S311 - chance that can be had again
    if not data.startswith(b"PK") or random.random() < 0.15:
        return _bytes(data, random)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        content = {info.filename: old.read(info) for info in old.infolist()}
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        weights = [
            8 if "sheet" in name and "rels" not in name else 3 if "haredStrings" in name or "content" in name else 1
            for name in content
        ]
        (name,) = random.choices(list(content), weights)
        change = random.choices((_bytes, _xml), (1, 9))[0] if content[name].lstrip().startswith(b"<") else _bytes
        content[name] = change(content[name], random)
    return archive([entry(name, part, random.choice((0, 8))) for name, part in content.items()])


def _weight(part: str) -> int:
    """Return how often a part is chosen: those that hold cells more often than the rest."""
    if "worksheets/sheet" in part and "rels" not in part:
        return 8
    return 3 if "sharedStrings" in part or part == "content.xml" else 1


def _bytes(data: bytes, random: Random) -> bytes:
    """Return bytes with some of them changed, taken out, put in, zeroed or moved."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(out) + 1)
        length = random.choice((1, 1, 2, 4, 16, 100))
        match random.randrange(6):
            case 0 if at < len(out):
                out[at] ^= 1 << random.randrange(8)
            case 1 if at < len(out):
                out[at] = random.choice((0, 1, 0x7F, 0x80, 0xFF, 0x20, 0x3C))
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = random.randbytes(length)
            case 4:
                out[at : at + length] = bytes(len(out[at : at + length]))
            case _:
                start = random.randrange(len(out) + 1)
                out[at:at] = out[start : start + length]
    return bytes(out)


def _xml(xml: bytes, random: Random) -> bytes:
    """Return XML with a tag, an attribute, a text or an element changed."""
    changes: tuple[Callable[[bytes, Random], bytes], ...] = (
        _without_attribute,
        _nasty_value,
        _nasty_value,
        _nasty_text,
        _nasty_text,
        _without_element,
        _doubled_element,
        _swapped_elements,
        _with_piece,
        _with_piece,
        _without_tag,
    )
    return random.choice(changes)(xml, random)


def _span(pattern: re.Pattern[bytes], xml: bytes, random: Random, group: int = 0) -> tuple[int, int]:
    """Return where one match of a pattern stands; an empty place where there is none."""
    found = [match.span(group) for match in pattern.finditer(xml)]
    return random.choice(found) if found else (len(xml) // 2, len(xml) // 2)


def _put(xml: bytes, span: tuple[int, int], piece: bytes) -> bytes:
    return xml[: span[0]] + piece + xml[span[1] :]


def _without_attribute(xml: bytes, random: Random) -> bytes:
    return _put(xml, _span(_ATTRIBUTE, xml, random), b"")


def _nasty_value(xml: bytes, random: Random) -> bytes:
    return _put(xml, _span(_VALUE, xml, random, 1), random.choice(NASTY))


def _nasty_text(xml: bytes, random: Random) -> bytes:
    return _put(xml, _span(_TEXT, xml, random, 1), random.choice(NASTY))


def _without_element(xml: bytes, random: Random) -> bytes:
    return _put(xml, _span(_ELEMENT, xml, random), b"")


def _without_tag(xml: bytes, random: Random) -> bytes:
    return _put(xml, _span(_TAG, xml, random), b"")


def _doubled_element(xml: bytes, random: Random) -> bytes:
    start, end = _span(_ELEMENT, xml, random)
    _, place = _span(_ELEMENT, xml, random)
    return _put(xml, (place, place), xml[start:end])


def _swapped_elements(xml: bytes, random: Random) -> bytes:
    first, second = sorted((_span(_ELEMENT, xml, random), _span(_ELEMENT, xml, random)))
    if first[1] > second[0]:
        return xml
    return xml[: first[0]] + xml[slice(*second)] + xml[first[1] : second[0]] + xml[slice(*first)] + xml[second[1] :]


def _with_piece(xml: bytes, random: Random) -> bytes:
    """Return XML with a piece put in after a tag, or amid a text."""
    start, end = _span(_TEXT, xml, random, 1) if random.random() < 0.5 else _span(_TAG, xml, random)
    place = random.randint(start, end) if random.random() < 0.3 else end
    return _put(xml, (place, place), random.choice(_PIECES))
