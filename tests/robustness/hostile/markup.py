"""Attacks through the XML: document types and entities, encodings that hide text, parts that are not what they say."""

from __future__ import annotations

from robustness.hostile.archive import noise
from robustness.hostile.case import FOUR, READ, TOO_LARGE, UNREADABLE, Case, Read, made, one_more, refused
from robustness.hostile.workbooks import (
    BOOK,
    BOOK_RELATIONS,
    HEADER,
    MAIN,
    RELATIONS,
    RELATIONS_PART,
    ROWS,
    SHARED,
    SHEET,
    STYLES,
    TITLE,
    TYPES,
    book_xml,
    cell,
    gift,
    packed,
    parts,
    relations,
    row,
    shared,
    sheet,
    styles,
)

ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'
EXTRA = {
    "docProps/app.xml": b'<?xml version="1.0"?><Properties><Application>x</Application></Properties>',
    "xl/comments1.xml": b'<?xml version="1.0"?><comments><authors/></comments>',
    "xl/theme/theme1.xml": b'<?xml version="1.0"?><theme/>',
    "customXml/item1.xml": b'<?xml version="1.0"?><x/>',
}
_SHORT = {
    "sheet": SHEET,
    "shared_strings": SHARED,
    "styles": STYLES,
    "index": BOOK,
    "relations": BOOK_RELATIONS,
    "root_relations": RELATIONS_PART,
    "types": TYPES,
    "properties": "docProps/app.xml",
    "comments": "xl/comments1.xml",
    "theme": "xl/theme/theme1.xml",
    "own_xml": "customXml/item1.xml",
}


def declared(part: str, declaration: str) -> bytes:
    """Return the workbook with a document type in one of its parts, and its first entity used where there is text."""
    content = parts(EXTRA)
    before, mark, after = content[part].partition(b"?>")
    content[part] = before + mark + declaration.encode() + after.replace("备用".encode(), b"&i;&a;")
    return packed(content)


def _doctypes() -> list[Case]:
    found = [
        made(f"billion_laughs_in_the_{name}", lambda part=part: declared(part, ENTITIES), UNREADABLE)  # type: ignore[misc]
        for name, part in _SHORT.items()
    ]
    written = {
        "an_entity_from_a_file": OUTSIDE,
        "a_parameter_entity": PARAMETER,
        "a_bare_document_type": "<!DOCTYPE worksheet>",
        "a_document_type_behind_a_comment": "<!-- <a> -->" + ENTITIES,
        "a_document_type_behind_an_instruction": "<?x <a?>" + ENTITIES,
        "a_document_type_behind_a_long_comment": f"<!--{noise(3_000_000)}-->" + ENTITIES,
        "a_document_type_across_two_pieces": f"<!--{noise(2**20 - 70)}-->" + ENTITIES,
    }
    for part in (SHEET, SHARED):
        where = "sheet" if part == SHEET else "shared_strings"
        found += [
            made(
                f"{name}_in_the_{where}",
                lambda part=part, text=text: declared(part, text),
                UNREADABLE,
                *((TOO_LARGE,) if len(text) > 2**20 else ()),
            )  # type: ignore[misc]
            for name, text in written.items()
        ]
    return found


def _encoded(part: str, encoding: str, told: str, mark: bytes = b"") -> bytes:
    """Return the workbook with one part written in another encoding."""
    content = parts(xml=sheet(ROWS + gift(5, D='<c r="D5" t="s"><v>0</v></c>')), more={SHARED: shared("东村")})
    text = content[part].decode().replace("UTF-8", told)
    return packed({**content, part: mark + text.encode(encoding)})


def _encodings() -> list[Case]:
    found = []
    for name, part in (("sheet", SHEET), ("shared_strings", SHARED), ("index", BOOK), ("styles", STYLES)):
        for encoding, told, mark in (
            ("utf-16-le", "UTF-16", b"\xff\xfe"),
            ("utf-16-be", "UTF-16", b"\xfe\xff"),
            ("utf-16-le", "UTF-16LE", b""),
            ("utf-32-le", "UTF-32", b"\xff\xfe\0\0"),
            ("gb18030", "GB18030", b""),
            ("gb18030", "UTF-8", b""),
            ("utf-8", "UTF-8", b"\xef\xbb\xbf"),
            ("utf-8", "GBK", b""),
        ):
            title = f"{name}_in_{encoding}_told_as_{told}{'_marked' if mark else ''}".lower().replace("-", "_")
            make = lambda part=part, encoding=encoding, told=told, mark=mark: _encoded(part, encoding, told, mark)  # noqa: E731
            found.append(made(title, make, FOUR, UNREADABLE))  # type: ignore[arg-type]
    return found


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def _strict() -> bytes:
    linked = [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    content = {
        RELATIONS_PART: relations(("officeDocument", BOOK), kind=STRICT_RELATIONS),
        BOOK: book_xml(TITLE, main=STRICT, relations=STRICT_RELATIONS),
        BOOK_RELATIONS: relations(*linked, kind=STRICT_RELATIONS),
        SHARED: shared("备用").replace(MAIN.encode(), STRICT.encode()),
        STYLES: styles().replace(MAIN.encode(), STRICT.encode()),
    }
    rows = ROWS + gift(5, F='<c r="F5" t="e"><v>#REF!</v></c>')
    return packed(content, xml=sheet(rows, main=STRICT))


def _prefixed() -> bytes:
    """Return the workbook with every element of its sheet under a prefix, and an error among them."""
    xml = sheet(ROWS + gift(5, F='<c r="F5" t="e"><v>#REF!</v></c>')).decode()
    for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        xml = xml.replace(f"<{tag}>", f"<x:{tag}>").replace(f"<{tag} ", f"<x:{tag} ").replace(f"</{tag}>", f"</x:{tag}>")
    return packed(xml=xml.replace("xmlns=", "xmlns:x=").encode())


def _rewritten(old: str, new: str) -> bytes:
    rows = ROWS + gift(5, F='<c r="F5" t="e"><v>#REF!</v></c>')
    xml = sheet(rows).decode()
    assert old in xml
    return packed(xml=xml.replace(old, new).encode())


def _linked(target: str, more: str = "") -> bytes:
    links = [("worksheet", target), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    return packed({BOOK_RELATIONS: relations(*links, more=more)})


def _targets() -> list[Case]:
    somewhere = {
        "the_password_file": "../../../../../../etc/passwd",
        "a_path_from_the_root": "/etc/passwd",
        "a_url": "http://example.invalid/sheet1.xml",
        "a_file_url": "file:///etc/passwd",
        "the_index_itself": "workbook.xml",
        "a_folder": "worksheets/",
        "nothing": "",
        "a_part_that_is_not_there": "worksheets/sheet9.xml",
        "a_network_share": "\\\\\\\\example.invalid\\\\share\\\\sheet1.xml",
    }
    return [
        made(f"a_sheet_linked_to_{name}", lambda path=path: _linked(path), refused("unreadable-file", "unsupported-file"))  # type: ignore[misc]
        for name, path in somewhere.items()
    ]


_ERROR = one_more("error-cell", "F5", "#REF!")
_CELL = '<c r="F5" t="e"><v>#REF!</v></c>'


CASES = (
    *_doctypes(),
    *_encodings(),
    *_targets(),
    made("strict_ooxml", _strict, _ERROR, UNREADABLE),
    made("every_element_under_a_prefix", _prefixed, _ERROR, UNREADABLE),
    made("an_error_in_single_quotes", lambda: _rewritten(_CELL, _CELL.replace('"', "'")), _ERROR),
    made("an_error_with_spaces_around_the_equals_sign", lambda: _rewritten(_CELL, _CELL.replace('t="e"', 't = "e"')), _ERROR),
    made("an_error_with_a_line_break_in_the_tag", lambda: _rewritten(_CELL, _CELL.replace(" t=", "\n\tt=")), _ERROR),
    made(
        "an_error_whose_type_is_a_character_reference",
        lambda: _rewritten(_CELL, _CELL.replace('"e"', '"&#101;"')),
        _ERROR,
        UNREADABLE,
    ),
    made(
        "an_error_with_a_comment_in_its_cell",
        lambda: _rewritten(_CELL, _CELL.replace("<v>", "<!-- </c> --><v>")),
        _ERROR,
        UNREADABLE,
    ),
    made("an_error_in_a_comment_is_none", lambda: packed(xml=sheet(ROWS + f'<!--<row r="5">{_CELL}</row>-->')), READ),
    made("a_row_in_a_comment_is_none", lambda: packed(xml=sheet(ROWS + f"<!--{gift(5)}-->")), READ),
    made("a_row_in_character_data_is_none", lambda: packed(xml=sheet(ROWS + f"<![CDATA[{gift(5)}]]>")), READ, UNREADABLE),
    made(
        "a_cell_that_is_character_data",
        lambda: packed(xml=sheet(ROWS + gift(5, D='<c r="D5" t="inlineStr"><is><t><![CDATA[东村]]></t></is></c>'))),
        FOUR,
        UNREADABLE,
    ),
    made(
        "a_value_that_is_character_data",
        lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="F5"><v><![CDATA[1000]]></v></c>'))),
        UNREADABLE,
    ),
    made(
        "a_value_with_a_comment_within",
        lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="F5"><v>10<!-- x -->00</v></c>'))),
        FOUR,
        UNREADABLE,
    ),
    made(
        "a_value_of_character_references",
        lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="F5"><v>&#49;&#x30;00</v></c>'))),
        FOUR,
        UNREADABLE,
    ),
    made(
        "a_value_with_an_unknown_entity",
        lambda: packed(xml=sheet(ROWS + gift(5, D='<c r="D5" t="inlineStr"><is><t>东&what;村</t></is></c>'))),
        one_more("unknown-name", "D5"),
        UNREADABLE,
    ),
    made("a_sheet_cut_in_its_xml", lambda: packed(xml=sheet(ROWS + gift(5))[:-60]), UNREADABLE),
    made("a_sheet_whose_tags_cross", lambda: packed(xml=sheet(ROWS + '<row r="5"><c r="F5"><v>1</c></v></row>')), UNREADABLE),
    made("a_sheet_with_junk_after_its_end", lambda: packed(xml=sheet() + b"<junk>"), READ, UNREADABLE),
    made("a_sheet_with_two_roots", lambda: packed(xml=sheet() + sheet().partition(b"?>")[2]), READ, UNREADABLE),
    made("a_second_block_of_rows", lambda: packed(xml=sheet(after=f"<sheetData>{gift(5)}</sheetData>")), FOUR, UNREADABLE),
    made("a_sheet_that_is_empty", lambda: packed(xml=b""), UNREADABLE),
    made("a_sheet_that_is_not_xml", lambda: packed(xml=b"\0" * 5000), UNREADABLE),
    made("shared_strings_that_are_not_xml", lambda: packed({SHARED: b"\0" * 5000}), READ, UNREADABLE),
    made("styles_that_are_not_xml", lambda: packed({STYLES: b"\0" * 5000}), UNREADABLE),
    made("styles_with_numbers_that_are_none", lambda: packed({STYLES: styles(cells='<xf numFmtId="x"/>')}), READ, UNREADABLE),
    made(
        "a_style_that_is_not_there",
        lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="F5" s="999999"><v>1000</v></c>'))),
        FOUR,
        UNREADABLE,
    ),
    made(
        "a_shared_string_that_is_not_there",
        lambda: packed(xml=sheet(ROWS + gift(5, D='<c r="D5" t="s"><v>99</v></c>'))),
        UNREADABLE,
        one_more("missing-value", "D5"),
    ),
    made(
        "a_shared_string_before_the_first",
        lambda: packed(xml=sheet(ROWS + gift(5, D='<c r="D5" t="s"><v>-1</v></c>'))),
        UNREADABLE,
    ),
    made("no_types_part", lambda: packed({k: v for k, v in parts().items() if k != TYPES}), READ),
    made(
        "a_relation_that_is_given_twice",
        lambda: _linked(
            "worksheets/sheet1.xml", f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>'
        ),
        READ,
        UNREADABLE,
    ),
    made("a_dimension_of_one_cell", lambda: packed(xml=sheet(before='<dimension ref="A1"/>')), READ),
    made("a_dimension_of_the_whole_grid", lambda: packed(xml=sheet(before='<dimension ref="A1:XFD1048576"/>')), READ),
    made("a_dimension_that_is_none", lambda: packed(xml=sheet(before='<dimension ref="x"/>')), READ, UNREADABLE),
    made("a_dimension_that_runs_backwards", lambda: packed(xml=sheet(before='<dimension ref="Z99:A1"/>')), READ, UNREADABLE),
    made("a_row_number_that_is_none", lambda: packed(xml=sheet(ROWS + gift(5).replace('r="5"', 'r="x"'))), UNREADABLE, FOUR),
    made("a_row_number_of_nothing", lambda: packed(xml=sheet(ROWS + '<row r="0"><c r="A0"><v>1</v></c></row>')), UNREADABLE),
    made("an_address_that_is_none", lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="!"><v>1000</v></c>'))), UNREADABLE),
    made(
        "an_address_in_small_letters",
        lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="f5"><v>1000</v></c>'))),
        FOUR,
        UNREADABLE,
    ),
    made(
        "an_address_with_dollar_signs",
        lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="$F$5"><v>1000</v></c>'))),
        FOUR,
        UNREADABLE,
    ),
    made(
        "a_title_with_a_prefix_of_another_kind",
        lambda: packed({BOOK: book_xml(TITLE).replace(b'sheetId="1"', b'sheetId="x"')}),
        READ,
        UNREADABLE,
    ),
    made(
        "header_cells_that_are_errors",
        lambda: packed(
            xml=sheet(
                '<row r="1">'
                + "".join(cell(f"{'ABCDEFGH'[n]}1", name) for n, name in enumerate(HEADER) if n != 5)
                + '<c r="F1" t="e"><v>#NAME?</v></c></row>'
                + ROWS[len(row(1, *HEADER)) :]
            )
        ),
        Read(None, (("read", 3), ("rejected", 3)), (("missing-column", ""),), exit_code=3),
    ),
)
