"""A report that somebody wrote by hand: whatever its texts are, no format fails or shows what acts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistcheck import api
from assistcheck.comparison.compare import compare
from assistcheck.comparison.record import ReportRecord
from assistcheck.reports import COMPARISONS, View
from unit.comparison.runs import MID, briefings, media, run

BAD = "\x00\x1b[31m\u202e<b>&\ud800"


def spoiled(value: Any, *, keep: frozenset[str] = frozenset({"schema", "pack"})) -> Any:
    """Return data of a report with a hostile text for every text that means nothing to the program."""
    match value:
        case dict():
            return {key: one if key in keep else spoiled(one) for key, one in value.items()}
        case list():
            return [spoiled(one) for one in value]
        case str() if value and not value[0].isascii():
            return value + BAD
        case _:
            return value


def hostile(report: ReportRecord) -> ReportRecord:
    return ReportRecord.model_validate(spoiled(report.model_dump(by_alias=True, mode="python")))


@pytest.mark.parametrize("name", COMPARISONS)
def test_no_format_fails_or_shows_what_acts(name: str):
    pair = run(media((1, 5)), briefings(4), day=MID), run(media((1, 5), (2, 5), (3, 5), (4, 5)), briefings(4))
    old, new = map(hostile, pair)
    content = b"".join(
        one if isinstance(one, bytes) else one.encode() for one in api.render_comparison(compare(old, new), name, View("zh"))
    )
    assert content
    assert all(mark not in content for mark in (b"\x1b[", "\u202e".encode()))


def test_the_last_day_there_is_is_a_day():
    report = run(briefings(4), media((1, 5)))
    far = report.model_copy(update={"as_of": date.max})
    assert {sum(compare(*pair).kinds.values()) for pair in ((report, far), (far, report))} == {len(report.outcomes)}


def test_subjects_without_a_name_are_compared():
    report = run(media((1, 5)))
    bare = report.model_copy(update={"outcomes": tuple(one.model_copy(update={"subject": {}}) for one in report.outcomes[:1])})
    text = "".join(map(str, api.render_comparison(compare(bare, report), "text", View("zh"))))
    assert "新列入" in text or "新增" in text
