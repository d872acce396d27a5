"""Excel's pictures in cells: which rich values of an .xlsx are pictures, where the cell itself holds no more than #VALUE!."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from assistcheck.workbook.archive import parsed_xml
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.xlsx.package import Link

_KINDS = frozenset({"_localImage", "_webimage"})
_RICH = "XLRICHVALUE"


def picture_values(
    parts: zipfile.ZipFile, names: Mapping[str, str], links: Mapping[str, Link], limits: Limits
) -> frozenset[int]:
    """Return the numbers (``vm`` of a cell) of the values that are pictures.

    Args:
        parts: The container.
        names: Its parts, by their names in lower case.
        links: The relations of the workbook.
        limits: The limits of depth.
    """
    told = {link.kind: names[link.part] for link in links.values() if link.part in names}
    wanted = [told.get(kind) for kind in ("sheetMetadata", "rdRichValue", "rdRichValueStructure")]
    metadata, values, structures = (parsed_xml(parts.read(name), limits) if name else ET.Element("none") for name in wanted)
    kinds = [one.get("t", "") for one in _all(structures, "s")]
    pictures = [_number(one.get("s")) in {at for at, kind in enumerate(kinds) if kind in _KINDS} for one in _all(values, "rv")]
    rich = next((number for number, one in enumerate(_all(metadata, "metadataType"), 1) if one.get("name") == _RICH), 0)
    future = next((one for one in _all(metadata, "futureMetadata") if one.get("name") == _RICH), ET.Element("none"))
    blocks = [next((_number(one.get("i")) for one in _all(block, "rvb")), -1) for block in _all(future, "bk")]
    told_pictures = {at for at, value in enumerate(blocks) if 0 <= value < len(pictures) and pictures[value]}
    cells = next(_all(metadata, "valueMetadata"), ET.Element("none"))
    return frozenset(
        number
        for number, block in enumerate(_all(cells, "bk"), 1)
        if any(_number(one.get("t")) == rich and _number(one.get("v")) in told_pictures for one in _all(block, "rc"))
    )


def _all(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (one for one in element.iter() if one.tag.rpartition("}")[2] == name)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
