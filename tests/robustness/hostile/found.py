"""What the fuzzer and the files of other programs have found, each once: read in another way than it says, or refused."""

from __future__ import annotations

from pathlib import Path

from robustness.fuzz.mutate import mutated
from robustness.hostile.case import READ, UNREADABLE, Case, Read, made
from robustness.hostile.workbooks import RELATIONS_PART, ROWS, SHARED, gift, packed, parts, shared, sheet

_FILES = Path(__file__).parents[2] / "files"
_STRINGS = {SHARED: shared("备用", "东村")}


def _cells(**cells: str) -> bytes:
    """Return the workbook with a fourth gift, some of whose cells are written by hand."""
    return packed(_STRINGS, xml=sheet(ROWS + gift(5, **cells)))


def _village(content: str) -> bytes:
    return _cells(D=f'<c r="D5" t="inlineStr"><is>{content}</is></c>')


def _old(name: str, seed: int) -> bytes:
    return mutated((_FILES / name).read_bytes(), seed)


def _strings(content: str) -> bytes:
    more = {SHARED: _STRINGS[SHARED].replace('<t xml:space="preserve">东村</t>'.encode(), content.encode())}
    return packed(more, xml=sheet(ROWS + gift(5, D='<c r="D5" t="s"><v>1</v></c>')))


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_BUTTON = (
    f'<controls xmlns:xdr="{_DRAWING}"><control shapeId="1" r:id="rId9" name="按钮 1"><controlPr><anchor>'
    "<from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></from>"
    "<to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row> 5 </xdr:row><xdr:rowOff>0</xdr:rowOff></to>"
    "</anchor></controlPr></control></controls>"
)
"""Where a button or a tick box stands is told in rows too, behind the table."""


CASES: tuple[Case, ...] = (
    made("a_line_break_before_the_number_of_a_shared_string", lambda: _cells(D='<c r="D5" t="s"><v>\n1</v></c>'), UNREADABLE),
    made("a_formula_after_its_value", lambda: _cells(F='<c r="F5"><v>1000</v><f>1+1</f></c>'), UNREADABLE),
    made("a_percentage_behind_a_space", lambda: _cells(F='<c r="F5" s="2"><v> 0.5</v></c>'), UNREADABLE),
    made("two_texts_in_one_cell", lambda: _village("<t>东</t><t>村</t>"), UNREADABLE),
    made("a_text_within_a_text", lambda: _village("<t>东<t>村</t></t>"), UNREADABLE),
    made("a_plain_text_behind_a_rich_one", lambda: _village("<r><t>村</t></r><t>东</t>"), UNREADABLE),
    made("a_text_in_a_cell_in_a_cell", lambda: _village("<t>东</t><is><t>村</t></is>"), UNREADABLE),
    made("a_pronunciation_within_a_text", lambda: _village('<t>东村<rPh sb="0" eb="1"><t>q</t></rPh></t>'), UNREADABLE),
    made("a_cell_within_a_formula", lambda: _cells(F='<c r="F5"><f>SUM(1,2)<c><v>8</v></c></f><v></v></c>'), UNREADABLE),
    made("a_text_within_a_text_with_a_stroke", lambda: _village('<t xml:space="/">东<is><t>村</t></is></t>'), UNREADABLE),
    made("a_row_outside_a_table", lambda: _old("evidence-1904.ods", 30860), UNREADABLE, file="data.ods"),
    made("two_texts_in_one_shared_string", lambda: _strings("<t>东</t><t>村</t>"), UNREADABLE),
    made("a_shared_string_with_a_comment_within", lambda: _strings("<t>东<!-- x -->村</t>"), UNREADABLE),
    made("rows_outside_their_block", lambda: packed(xml=sheet(after=gift(5))), UNREADABLE),
    made(
        "relations_in_an_encoding_that_is_none",
        lambda: packed({RELATIONS_PART: parts()[RELATIONS_PART].replace(b"UTF-8", b"ZZZZ9")}),
        UNREADABLE,
    ),
    made("a_button_beside_the_table", lambda: packed(xml=sheet(after=_BUTTON)), READ),
    made(
        "a_shared_string_without_a_number",
        lambda: _cells(E='<c r="E5" t="s"><v/></c>', F='<c r="F5" t="s"><v></v></c>'),
        Read(rows=(("read", 4), ("counted", 3), ("rejected", 1)), problems=(("missing-value", "E5"), ("missing-value", "F5"))),
    ),
    made("short_sectors_that_run_in_circles", lambda: _old("locked.xls", 92), UNREADABLE, file="data.xls"),
    made("short_sectors_that_run_in_wider_circles", lambda: _old("locked.xls", 10504), UNREADABLE, file="data.xls"),
)
