"""Few cells are found at once in plain XML, and they are those that a look at each cell finds."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from assistcheck.workbook.cell_runs import Place
from assistcheck.workbook.xlsx.cell_issues import CellIssue, Corners
from assistcheck.workbook.xlsx.close_look import CloseLook
from assistcheck.workbook.xlsx.package import Styles
from assistcheck.workbook.xlsx.plain_cells import find_plain_issues
from assistcheck.workbook.xlsx.prescan import FirstPass, Prescan
from assistcheck.workbook.xlsx.reader import open_workbook
from builders.support import sheet_xml

STYLES = Styles(frozenset({2, 5}), {2: 0, 3: 10_000, 12: 1}, {4: '"A-"00', 3: "000"})
MANY = Styles(frozenset(range(1, 40, 2)), {style: style for style in range(2, 40)}, dict.fromkeys(range(4, 40, 3), "000"))
ONE = Styles(frozenset(), {3: 10_000}, {3: "000"})
OF_NONE = Styles(frozenset({0}), {2: 1}, {0: "000", 3: '"A-"00'})
UNCALCULATED = CellIssue("formula-without-value", "")

ATTRIBUTES = [
    *(
        "",
        ' s="2"',
        ' s="3" t="n"',
        ' t="str"',
        ' t="e"',
        ' s="5" t="e" vm="1"',
        ' t="str" s="12"',
        ' s="4"',
        ' s="1"',
        ' s="77"',
    ),
    *(' s=""', ' s="1" s="2"', ' s="2" s="3"', ' cm="1" s="3"', ' s="2x"'),
]
ODD_ATTRIBUTES = [' x:s="3"', ' s="1" x:s="2"', '\ns="3"', ' t="e" t="n"', ' ht="e"', " s='2'"]
FORMULAS = [
    *(
        "<f>A1*2</f>",
        '<f t="shared" si="0"/>',
        '<f t="shared" ref="A1:A9" si="0">A1+IF(B1,1,2)</f>',
        "<f></f>",
        "<f/>",
        "<f />",
    ),
    *("<f>MIN(A1)</f>", "<f>TRIM(A1)&amp;LIMIT</f>", '<f>DISPIMG("ID",1)</f>', "<f> image (A1)</f>", "<f>&#73;MAGE(1)</f>"),
    *("<f>_xlfn.IMAGE(1)</f>", "<f>A1>2</f>", '<f t="array" ref="IM1:IM2">1</f>', "<v></v><f>1</f>", "<is/><f>1</f>"),
    *("<f\nca='1'>1</f>", "<f-x>1</f-x>", "<x:f>1</x:f>"),
]
VALUES = [
    *("<v>5</v>", "<v>559.78</v>", "<v>0</v>", "<v>-0.00E+5</v>", "<v>.0</v>", "<v> </v>", "<v></v>", "<v/>", "<v />", ""),
    *('<v xml:space="preserve">7</v>', "<v>#N/A</v>", "<v>IMAGE</v>", "<v>a>b</v>", "<v>1</v><extLst/>", "<x:v>1</x:v>"),
    *('<is><t>t="e"</t></is>', "<is><t> :c IMA </t></is>", "<v>5</v><v></v>"),
]


FORMULAS_AND_ERRORS = re.compile(rb'<(?:x:)?f\b[^<>]*/>|<(?:x:)?f\b[^<>]*>[^<]*</(?:x:)?f(?:-x)?>| t="e"')


def cell(random: Random, row: int, column: str, odd: float) -> str:
    """Return a cell, an odd one now and then."""
    attributes = random.choice(ODD_ATTRIBUTES if random.random() < odd else ATTRIBUTES)
    address = f' r="{column}{row}"'
    if random.random() < odd:
        address = random.choice(["", f" r='{column}{row}'", f' r = "{column}{row}"', f' r="{column.lower()}{row}"', ' r="B2"'])
    tag = random.choice(["x:c", "c:c", "c"]) if random.random() < odd else "c"
    opened = f"<{tag}{attributes}{address}" if random.random() < odd else f"<{tag}{address}{attributes}"
    if random.random() < 0.1:
        return f"{opened}{random.choice(['', ' '])}/>"
    plain = random.random() >= odd
    formula = random.choice(FORMULAS[:-3] if plain else FORMULAS) if random.random() < 0.5 else ""
    value = random.choice(VALUES[:4] if random.random() < 0.6 else VALUES)
    inner = value + formula if random.random() < odd else formula + value
    return f"{opened}{random.choice(['', ' ']) if not plain else ''}>{inner}</{tag}>"


def sheet(random: Random, odd: float) -> bytes:
    """Return the XML of a sheet, in which a share of what there is is ``odd``."""
    rows = []
    for number in range(1, random.randrange(2, 12)):
        told = random.choice(
            [f'<row r="{number}">', f'<row r="{number}" hidden="1">', f'<row r="{number}" spans="1:4" ht="e">']
        )
        if random.random() < odd:
            told = random.choice(["<row>", f"<row r='{number + 3}'>", f'<row r="{number}" hidden="true"/><row>', "", "<x:row>"])
        columns = random.sample(["A", "B", "Z", "AA", "XFD"], random.randrange(5))
        rows.append(told + "".join(cell(random, number, column, odd) for column in columns) + "</row>")
    end = random.choice(["", '<extLst><ext><xm:f>A1</xm:f></ext></extLst><pageMargins left="0.7"/>'])
    return f'<worksheet><dimension ref="A1:Z9"/><sheetData>{"".join(rows)}</sheetData>{end}</worksheet>'.encode()


def told(xml: bytes, styles: Styles, size: int, *, recalculates: bool) -> tuple[FirstPass, CloseLook | None]:
    """Return the pass over XML in chunks of some ``size``, and what the look at it tells."""
    found = FirstPass(styles.all, lambda: CloseLook(styles, lambda: {1}, recalculates=recalculates))
    for at in range(0, len(xml), size):
        found.take(xml[at : at + size], plain=True)
    found.end()
    return found, found.look_at(lambda: xml)


def all_of(look: CloseLook | None) -> tuple[object, ...]:
    """Return all that a look tells; of none, that there is nothing."""
    if look is None:
        return {}, set(), {}, {}, 0
    return dict(look.doubts), set(look.percents()), dict(look.units()), look.texts, look.hidden_rows


@pytest.mark.parametrize("styles", [ONE, STYLES, MANY, OF_NONE], ids=["one", "some", "many", "the first"])
@pytest.mark.parametrize("odd", [0, 0.02, 0.3])
def test_all_that_is_told_is_what_a_look_at_each_cell_tells(styles: Styles, odd: float) -> None:
    random = Random(f"plain cells {odd}")  # noqa: S311 - cells, not secrets
    seen: Counter[str] = Counter()
    for turn in range(300):
        xml = sheet(random, odd)
        found, look = told(xml, styles, random.choice([20, 300, 5000]), recalculates=bool(turn % 2))
        careful = CloseLook(styles, lambda: {1}, recalculates=bool(turn % 2))
        careful.take_whole(xml, found.signs)
        assert all_of(look) == all_of(careful), xml
        formats, look = told(FORMULAS_AND_ERRORS.sub(b"", xml), styles, 5000, recalculates=False)
        careful_formats = CloseLook(styles, lambda: {1}, recalculates=False)
        careful_formats.take_whole(FORMULAS_AND_ERRORS.sub(b"", xml), formats.signs)
        assert all_of(look) == all_of(careful_formats), xml
        seen["plain"] += found.is_plain
        seen["doubts"] += bool(careful.doubts)
        seen["formats"] += bool(careful.units())
        seen["texts"] += bool(careful.texts)
    assert min(seen[kind] for kind in ("doubts", "formats", "texts")) > 30, seen
    assert seen["plain"] < 300
    assert seen["plain"] > 0 or 0 in styles.all


@pytest.mark.parametrize("odd", [0, 0.3])
def test_the_corners_of_plain_xml_are_those_of_any(odd: float) -> None:
    random = Random(f"corners {odd}")  # noqa: S311 - cells, not secrets
    for _ in range(200):
        xml = sheet(random, odd)
        scan = Prescan(())
        scan.take(xml)
        plain, careful = Corners(), Corners()
        plain.take(xml, plain=not scan.signs.unusual)
        careful.take(xml, plain=False)
        assert (plain.area(), plain.widest()) == (careful.area(), careful.widest()), xml


def plain_look(rows: str) -> CloseLook | None:
    """Return the look at rows with a sign of everything; ``None`` if they are not plain."""
    signs = '<row r="1" hidden="1"><c r="A1" s="2" t="e"><v>#N/A</v></c></row>'
    xml = f"<worksheet><sheetData>{signs}{rows}</sheetData></worksheet>".encode()
    found, look = told(xml, STYLES, 5000, recalculates=False)
    return look if found.is_plain else None


@pytest.mark.parametrize("cell", ['<c s="03" r="B2"/>', '<c s="3" r="B2"/>', '<c r="B2" t="n" x:s="3"/>'])
def test_a_format_that_is_told_in_an_unusual_way_is_looked_for_in_each_cell(cell: str) -> None:
    xml = f'<worksheet><sheetData><row r="2"><c r="A2" s="3"/>{cell}</row></sheetData></worksheet>'.encode()
    found, look = told(xml, ONE, 5000, recalculates=False)
    assert not found.is_plain
    assert look
    assert look.units() == {(2, 1): 10_000, (2, 2): 10_000}


def test_a_format_with_a_zero_before_it_is_the_same() -> None:
    look = plain_look('<row r="2"><c r="A2" s="02"/><c r="B2" s="003"/></row>')
    assert look
    assert look.percents() == {(1, 1), (2, 1)}
    assert look.units() == {(1, 1): 0, (2, 1): 0, (2, 2): 10_000}


@pytest.mark.parametrize(
    "cell",
    [
        '<c s="2" r="A1"><v>1</v></c>',
        "<c r='A1'><v>1</v></c>",
        '<c r="A1"s="2"><v>1</v></c>',
        "<c><v>1</v></c>",
        "<c/>",
        '<c r="a1"/>',
        '<c r="A1" x:s="2"/>',
        '<c r="A1"\ns="2"/>',
        '<x:c r="A1"/>',
        '<c r="A1"><x:f>1</x:f></c>',
    ],
)
def test_cells_in_unusual_writing_are_not_plain(cell: str) -> None:
    assert plain_look(f'<row r="1">{cell}</row>') is None


@pytest.mark.parametrize(
    "cell", ['<c r="A1"/>', '<c r="XFD1048576" t="s" s="3"><v>1</v></c>', "<cols><col/></cols>", "<x14:cfRule/>"]
)
def test_cells_as_programs_write_them_are_plain(cell: str) -> None:
    assert plain_look(f'<row r="1">{cell}</row>')


def test_the_last_cell_of_a_piece_may_be_closed_in_itself() -> None:
    assert find_plain_issues(b'<c r="A1" t="e"/>') == {(1, 1): CellIssue("error-cell", "")}


# --- in a workbook ------------------------------------------------------------------------------


def doubts(rows: str) -> dict[Place, CellIssue]:
    return open_workbook(sheet_xml(rows)).sheet("表").look.doubts


def long_sheet(last: str) -> str:
    """Return rows of more than one chunk of a file, and one more."""
    formula = "<f>1*1</f><v>1</v>"
    row = "".join(f'<c r="{column}%d">{formula}</c>' for column in "ABCDEFGH")
    return "".join(f'<row r="{at}">{row % ((at,) * 8)}</row>' for at in range(1, 6001)) + last


def test_a_formula_without_a_result_is_found_in_a_long_sheet() -> None:
    rows = long_sheet('<row r="6001"><c r="B6001"><f>1*1</f></c></row>')
    assert len(rows) > 1 << 20
    assert doubts(rows) == {(6001, 2): UNCALCULATED}


def test_what_stands_in_a_comment_is_no_cell_of_a_long_sheet() -> None:
    rows = long_sheet('<!-- <c r="A7000" t="e"/> --><row><c/><c t="e"><v>#N/A</v></c></row>')
    assert doubts(rows) == {(6001, 2): CellIssue("error-cell", "#N/A")}


def test_cells_of_a_long_sheet_that_tell_no_address_are_counted_on() -> None:
    rows = long_sheet("<row><c><v>1</v></c><c><f>1</f></c></row>")
    assert doubts(rows) == {(6001, 2): UNCALCULATED}
