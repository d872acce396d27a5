"""A web page to its tags and texts, in time that grows with the page alone."""

from __future__ import annotations

import time

import pytest

from assistcheck.workbook.html.tokenizer import End, Raw, Start, Token, tokens


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            "<TD x:num=\"0.5\" width=72 nowrap style='a:b'>",
            [Start("td", {"x:num": "0.5", "width": "72", "nowrap": "", "style": "a:b"})],
        ),
        ("<td title=\"a > b\" x = 'c&amp;d'/>", [Start("td", {"title": "a > b", "x": "c&d"})]),
        ("<td a=1 A=2>", [Start("td", {"a": "1"})]),
        ("<td don't>it's</td>", [Start("td", {"don't": ""}), "it's", End("td")]),
        ("a&nbsp;&lt;b&#19978;", ["a\xa0<b上"]),
        ("1 < 2 <> 3", ["1 ", "<", " 2 ", "<", "> 3"]),
        ("a<!-- <td> -->b<![if x]>c<![endif]>d<?xml x?></ >e", ["a", "b", "c", "d", "e"]),
        ("a<!-- never ends <td>", ["a"]),
        ("<script>if (a<b) '</td>'</script>x", [Start("script", {}), Raw("script", "if (a<b) '</td>'"), End("script"), "x"]),
        ("<style>never ends <td>", [Start("style", {}), Raw("style", "never ends <td>")]),
        ("<br/><o:p></o:p>", [Start("br", {}), Start("o:p", {}), End("o:p")]),
        ('<td a="never ends>x', [Start("td", {"a": "never ends>x"})]),
        ("", []),
    ],
)
def test_a_page_is_parted_as_browsers_part_it(page: str, found: list[Token]) -> None:
    assert list(tokens(page)) == found


@pytest.mark.parametrize(
    "piece", ["<a ", '<a "', "<a '", "<!--", "<![", "<", "</", "<a=", "<a b= ", "<script>", "<title>", '<a b="', "&"]
)
def test_no_page_takes_more_time_than_its_length(piece: str) -> None:
    began = time.process_time()
    assert sum(1 for _ in tokens(piece * (400_000 // len(piece)))) <= 400_000
    assert time.process_time() - began < 5
