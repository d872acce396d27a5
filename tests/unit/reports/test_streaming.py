"""Reports of very many outcomes: written while they are judged, the same bytes as of few, and cut only where that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcome, Outcomes, Report
from assistcheck.i18n import Lang
from assistcheck.reports import FORMATS, View, writer_of
from assistcheck.reports.html import standing
from assistcheck.reports.html.messages import HTML_WORDS
from assistcheck.reports.tabular import model
from unit.reports.half_year import report

WHOLE = [name for name in FORMATS if name != "html"]


class Counting:
    """The outcomes of the sample, rule by rule, judged anew each time."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self.batches = [*Outcomes.of(outcomes).batches()]
        self.judged = 0
        self.report: Report = report()._replace(outcomes=Outcomes(len(outcomes), self._judge))

    def _judge(self) -> Iterator[Sequence[Outcome]]:
        for batch in self.batches:
            self.judged += 1
            yield tuple(one._replace() for one in batch)  # others each time, as judging makes them


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Return the sample as if its outcomes were too many to be kept."""
    outcomes = tuple(report().outcomes)
    monkeypatch.setattr(Outcomes, "KEPT", 100)
    return Counting(outcomes)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", WHOLE)
def test_a_report_of_many_is_the_same_as_of_few(many: Counting, name: str, lang: Lang) -> None:
    assert api.render(many.report, name, View(lang)) == api.render(report(), name, View(lang))


@pytest.mark.parametrize(("name", "before"), [("json", 0), ("csv", 0), ("md", 1)])
def test_outcomes_are_written_before_the_last_are_judged(
    many: Counting, name: str, before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``before``: how often all are gone through for what stands above the outcomes."""
    monkeypatch.setattr(model, "_AT_ONCE", 10)
    first = next(iter(report().outcomes)).subject.name
    pieces = writer_of(name)(many.report, View("zh"))
    rules = len(many.batches)
    found = next(piece for piece in pieces if first in str(piece) and many.judged > before * rules)
    assert found
    assert many.judged < (before + 1) * rules


@pytest.mark.parametrize(
    ("name", "passes"),
    [
        *(("text", 1), ("json", 1), ("csv", 1), ("md", 2), ("html", 1)),
        *(("junit", 1), ("sarif", 1), ("github", 1), ("gitlab", 1)),
    ],
)
def test_outcomes_are_judged_no_oftener_than_needed(many: Counting, name: str, passes: int) -> None:
    for _ in writer_of(name)(many.report, View("zh")):
        pass
    assert many.report.exit_code == report().exit_code
    assert many.judged == passes * len(many.batches)


@pytest.mark.parametrize(("name", "begins"), [("gitlab", '{"description"'), ("sarif", '{"ruleId"')])
def test_findings_are_written_before_the_last_outcomes_are_judged(many: Counting, name: str, begins: str) -> None:
    pieces = map(str, writer_of(name)(many.report, View("zh")))
    assert next(piece for piece in pieces if piece.startswith(begins))
    assert 0 < many.judged < len(many.batches)


# --- what a page leaves out ---------------------------------------------------------------------


def cells(html: str, row: str) -> list[str]:
    found = re.search(rf'<tr data-status="{row}">.*?</tr>', html, re.DOTALL)
    return re.findall(r'<td class="figure">([^<]*)</td>', found[0]) if found else []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_that_leaves_something_out_says_so(many: Counting, lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_ITEMS", 30)
    html = "".join(map(str, writer_of("html")(many.report, View(lang))))
    total = f"{len(many.report.outcomes):,}"
    expected = HTML_WORDS["cut"].text(lang).format(n=total, shown=30, parties="2,000", lines=600)
    assert f'<p class="notice grave" id="cut">{expected}</p>' in html
    assert len(re.findall(r"\[\d+,\d+,\d+,\d+,\d+,\d+,\d+,(?:\d+|null),(?:\d+|null),\[", html)) == 30


def test_its_totals_are_of_all(many: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_ITEMS", 30)
    html = "".join(map(str, writer_of("html")(many.report, View("zh"))))
    statuses = report().outcomes.tally.statuses
    assert {status: cells(html, status)[0] for status in statuses} == {status: f"{n:,}" for status, n in statuses.items()}


def test_the_most_pressing_are_listed(many: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_ITEMS", 5)
    found = standing.Standing(many.report, "zh")
    worst = found.digest.parties[0]
    assert len(worst.items) >= 5
    assert sorted(map(id, found.outcomes())) == sorted(map(id, worst.items[:5]))


def test_its_map_has_a_line_for_each_region_alone(many: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    local, central = standing.Standing(many.report, "zh").maps()
    whole, _ = standing.Standing(report(), "zh").maps()  # as many as before: the sample's outcomes are too many here
    assert {line.kind for line in local.lines} == {"region"}
    assert local == whole
    monkeypatch.setattr(standing, "MOST_LINES", 1)
    cut, of_others = standing.Standing(many.report, "zh").maps()
    assert (cut.lines, of_others.lines) == (local.lines[:1], central.lines[:1])


def test_a_page_of_few_leaves_nothing_out_and_says_nothing() -> None:
    assert 'id="cut"' not in "".join(map(str, writer_of("html")(report(), View("zh"))))
