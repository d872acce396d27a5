"""The one table of formats: the command line offers all of them, and the binary ones are named."""

from __future__ import annotations

from functools import cache

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.run import Request
from assistcheck.cli.options import Format
from assistcheck.reports import BINARY, FORMATS, View, writer_of
from support import YEAR_END, pack, submit_one


@cache
def report() -> Report:
    return api.audit(pack(), submit_one({}), Request(YEAR_END))


def test_the_command_line_offers_every_format() -> None:
    assert {one.value for one in Format} == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_bytes_where_the_table_says_so(name: str) -> None:
    assert isinstance(writer_of(name)(report(), View()), bytes if name in BINARY else str)
