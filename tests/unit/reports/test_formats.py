"""The one table of formats: the command line offers all of them, and the binary ones are named."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.cli.options import Format
from assistcheck.reports import BINARY, FORMATS, View, writer_of
from builders.support import TEAM, YEAR_END, book, ledger, pack, rosters, submit_one
from unit.cli.test_command import process


@cache
def report() -> Report:
    return api.audit(pack(), submit_one({}), Request(YEAR_END))


def test_the_command_line_offers_every_format() -> None:
    assert {one.value for one in Format} == set(FORMATS)


_NEW_FORMATS = """
import sys, types
from assistcheck import reports
module = sys.modules["new_format"] = types.ModuleType("new_format")
module.write = lambda *_: "as it likes"
reports.FORMATS["new"] = reports.Form("new_format:write")
for table in (reports.EXPLANATIONS, reports.LIST_FORMATS):
    table["new"] = "new_format:write"
from assistcheck.cli import main
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [("audit",), ("explain", "--rule", "R05.2", "--subject", TEAM), ("shortfalls", "-o", "{folder}")],
    ids=lambda words: words[0],
)
def test_a_new_format_is_one_file_and_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    source = tmp_path / "data.xlsx"
    source.write_bytes(book({**rosters(), **ledger("media_reports")}))
    words = [word.format(folder=tmp_path / "lists") for word in arguments]
    ran = process("-c", _NEW_FORMATS, *words, str(source), "--format", "new", "--as-of", "2022-06-30")
    written = [one.read_bytes() for one in (tmp_path / "lists").glob("*.new")] or [ran.stdout]
    assert {text.strip() for text in written} == {b"as it likes"}, ran.stderr.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_bytes_where_the_table_says_so(name: str) -> None:
    assert {type(piece) for piece in writer_of(name)(report(), View())} == {bytes if name in BINARY else str}
