"""Comments without an author: the copy keeps them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from assistcheck import api
from assistcheck.annotate.comment_authors import with_authors
from builders.support import TEAM, YEAR_END, book, ledger, pack, patched, rosters

NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1), "title": "一"}


def commented(_: xlsxwriter.Workbook, pages: dict[str, Worksheet]) -> None:
    for row, text in ((1, "看一下"), (2, "再看")):
        pages["媒体报道"].write_comment(row, 1, text, {"author": "某"})


PLAIN = book({**rosters(), **ledger("media_reports", NEWS, {**NEWS, "date": "2022.1"})}, commented)
(PART,) = (name for name in zipfile.ZipFile(io.BytesIO(PLAIN)).namelist() if "comments" in name)


@pytest.mark.parametrize(
    ("change", "author"),
    [
        (lambda xml: xml, "某"),
        (lambda xml: xml.replace("<author>某</author>", "<author/>"), " "),
        (lambda xml: xml.replace("<author>某</author>", "<author></author>"), " "),
        (lambda xml: re.sub("<authors>.*</authors>", "<authors/>", xml), " "),
        (lambda xml: re.sub("<authors>.*</authors>", "<authors></authors>", xml), " "),
        (lambda xml: re.sub("<authors>.*</authors>", "", xml), " "),
        (lambda xml: xml.replace('authorId="0"', 'authorId="7"'), " "),
        (lambda xml: xml.replace('authorId="0"', 'authorId="4294967295"'), " "),
        (lambda xml: xml.replace('authorId="0"', "authorId = '-1'"), " "),
    ],
)
def test_a_workbook_is_copied_whoever_wrote_its_comments(change: Callable[[str], str], author: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(patched(PLAIN, PART, lambda xml: change(xml.decode()).encode()))
    marked = api.annotate(str(path), api.read_submissions([str(path)], pack(), YEAR_END), "zh")
    page = openpyxl.load_workbook(io.BytesIO(marked.content))["媒体报道"]
    assert [(page[cell].comment.text, page[cell].comment.author) for cell in ("B2", "B3")] == [
        ("看一下", author),
        ("再看", author),
    ]


def test_with_every_author_listed_nothing_is_touched() -> None:
    assert with_authors(PLAIN) is PLAIN


def test_names_with_a_prefix_are_kept_and_other_parts_left_alone() -> None:
    xml = '<x:comments xmlns:x="m"><x:commentList><x:comment ref="A1" authorId="0"/></x:commentList></x:comments>'
    part = zipfile.ZipFile(io.BytesIO(with_authors(patched(PLAIN, PART, lambda _: xml.encode())))).read(PART).decode()
    assert part.startswith('<x:comments xmlns:x="m"><x:authors><x:author> </x:author></x:authors><x:commentList>')
    other = patched(PLAIN, PART, lambda _: b"<other/>")
    assert with_authors(other) is other
