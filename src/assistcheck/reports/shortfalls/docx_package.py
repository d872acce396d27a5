"""The container of a .docx for python-docx: an empty document, its body from XML, and its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_NEEDLESS = frozenset({"stylesWithEffects", "customXml", "thumbnail"})
_TABLES = frozenset({"TableNormal", "TableGrid"})


def empty_document() -> Document:
    """Return an empty document with what lists need of its styles, and nothing else."""
    import docx  # noqa: PLC0415 - only where a document is written

    document = docx.Document()
    _strip(document)
    return document


def _strip(document: Document) -> None:
    """Drop what no list needs of the document that python-docx begins with; it is most of it, and takes most of the time."""
    for part in (document.part, document.part.package):
        needless = [ident for ident, one in part.rels.items() if one.reltype.rpartition("/")[2] in _NEEDLESS]
        for ident in needless:
            del part.rels[ident]
    styles: Any = document.styles.element
    for language in styles.iter(named("w:lang")):
        language.set(named("w:eastAsia"), "zh-CN")
    for style in list(styles.style_lst):
        if style.get(named("w:type")) == "table" and style.get(named("w:styleId")) not in _TABLES:
            styles.remove(style)


def named(prefixed: str) -> str:
    """Return the full name of an element or attribute: ``w:p``."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    return qn(prefixed)


def parsed(xml: str) -> Any:  # noqa: ANN401 - an XML element
    """Return an element from XML with the prefix ``w``."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    tag, mark, rest = xml.partition(" ") if " " in xml[: xml.index(">")] else xml.partition(">")
    return parse_xml(f"{tag} {nsdecls('w')}{mark}{rest}")


def fill(document: Document, parts: Iterable[str]) -> None:
    """Put these paragraphs and tables into a document instead of what it held."""
    body: Any = document.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    for number, element in enumerate(list(parsed(f"<w:body>{''.join(parts)}</w:body>"))):
        body.insert(number, element)


def saved(document: Document) -> bytes:
    """Return a document as bytes that depend on nothing but what it holds: no time of writing in its container."""
    draft, out = io.BytesIO(), io.BytesIO()
    document.save(draft)
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)  # of 1980-01-01
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
