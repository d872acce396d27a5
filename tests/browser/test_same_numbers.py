"""The HTML report in a browser says what the JSON report says, number by number."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistcheck.reports.html.rows import SEVERITY_ORDER
from browser.conftest import WORDS, Visit, all_rows, statuses

SOURCE = (Path(__file__).parents[2] / "rules" / "dongguan-2022" / "source.txt").read_text(encoding="utf-8")


def figure(text: str) -> Decimal:
    """Return the first number in a text: 42,000元 -> 42000, 57.5% -> 0.575."""
    found = re.match(r"[≥>]?(-?[\d,]+(?:\.\d+)?)(%?)", text)
    assert found, text
    number = Decimal(found[1].replace(",", ""))
    return number / 100 if found[2] else number


def check_figures(row: list[str], one: dict[str, Any]) -> None:
    have, need = row[5].split(" / ")
    target = next(iter(one["target"].values()))
    low = target[0] if isinstance(target, list) else target
    if one["value"] is None:
        assert have == "-"
    else:
        assert figure(have) == Decimal(one["value"]), (row, one)
    assert figure(need) == Decimal(low), (row, one)
    if one["gap"] is None:
        assert row[6] == "-"
    elif row[6] != "须超过":
        assert figure(row[6]) == Decimal(one["gap"]), (row, one)


def whose(subject: dict[str, str]) -> str:
    """Return what stands below a subject: who owes its duties, where others do; of a unit its team."""
    if subject["debtor"] != subject["name"]:
        return f"责任主体：{subject['debtor']}"
    return subject["team"] if subject["kind"] == "unit" else ""


def test_every_outcome_says_what_the_json_report_says(seen: Visit) -> None:
    seen.go("/items?status=all")
    rows = all_rows(seen)
    outcomes = seen.file.json["outcomes"]
    assert len(rows) == len(outcomes)
    by_place = {(one["rule"], one["subject"]["name"], whose(one["subject"])): one for one in outcomes}
    assert len(by_place) == len(outcomes)
    for row in rows:
        name, _, told = row[1].partition("\n")
        one = by_place.pop((row[0], name, told))
        assert row[3] == WORDS[one["status"]]
        check_figures(row, one)
        assert one["reason_text"] is None or one["reason_text"] in row[2]
    assert by_place == {}


def test_the_rows_behind_an_outcome_are_those_of_the_json_report(seen: Visit) -> None:
    one = next(o for o in seen.file.json["outcomes"] if o["rule"] == "R05.2" and o["evidence"] and o["excluded"])
    seen.subject(one["subject"]["name"])
    row = seen.page.locator(".view:visible tr", has=seen.page.locator("a[href='#/rule/R05.2']"))
    row.locator("summary").click()
    text = row.locator("details[open]").inner_text()  # which waits till it is
    for rows in (*one["evidence"], *one["excluded"]):
        spelt = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in rows["rows"])
        assert f"《{rows['sheet']}》第 {spelt} 行" in text
    number = sum(last - first + 1 for rows in one["evidence"] for first, last in rows["rows"])
    assert f"佐证 {number} 行" in text


def test_the_summary_counts_what_the_json_report_counts(seen: Visit) -> None:
    outcomes = seen.file.json["outcomes"]
    cards = seen.page.eval_on_selector_all(".cards a", "all => all.map(a => [a.hash, a.querySelector('b').textContent])")
    assert {(href.rpartition("=")[2], number) for href, number in cards} == {
        (status, f"{number:,}") for status, number in seen.file.json["summary"]["outcomes"].items()
    }
    levels = Counter((one["status"], one["level"]) for one in outcomes)
    for row in seen.page.locator("#counts tbody tr").all():
        status = row.get_attribute("data-status")
        total, *by_level = [text.replace(",", "") for text in row.locator("td").all_inner_texts()]
        assert int(total) == seen.file.json["summary"]["outcomes"][status]
        expected = [levels[status, level] for level in ("binding", "general", "expected", "encouraged")]
        assert [0 if text == "-" else int(text) for text in by_level] == expected


def gravest(found: list[str]) -> str:
    status = min(found, key=SEVERITY_ORDER.index)
    number = found.count(status)
    return f"{WORDS[status]} {number} 项，共 {len(found)} 项"  # type: ignore[index]


def test_every_cell_of_the_heat_map_is_the_gravest_of_its_outcomes(seen: Visit) -> None:
    expected: dict[tuple[str, str, str], list[str]] = {}
    for one in seen.file.json["outcomes"]:
        subject = one["subject"]
        if subject["kind"] in {"programme", "city", "work_group"}:
            lines = [("subject", subject["debtor"])]
        else:
            lines = [("region", subject["county"]), *([("reporter", subject["team"])] if subject["team"] else [])]
        for kind, name in lines:
            expected.setdefault((kind, name, one["rule"]), []).append(one["status"])
    shown = seen.page.eval_on_selector_all(
        "table.map tbody td[class]",
        """cells => cells.map(cell => { const row = cell.parentElement;
             const head = cell.closest("table").rows[1].cells[cell.cellIndex];
             return [row.className, row.dataset.name, head.dataset.rule, cell.getAttribute("aria-label")]; })""",
    )
    assert {(kind, name, rule): label for kind, name, rule, label in shown} == {
        place: gravest(found) for place, found in expected.items()
    }


def test_subjects_have_a_page_each_with_all_that_they_and_their_members_owe(seen: Visit) -> None:
    outcomes = seen.file.json["outcomes"]
    kinds = {one["subject"]["kind"]: one["subject"]["name"] for one in outcomes}
    assert len(kinds) == 8
    for kind, name in kinds.items():
        seen.subject(name)
        own = {"name", "team", "debtor"} if kind in {"programme", "work_group", "team"} else {"name"}
        expected = [o for o in outcomes if name in {o["subject"][key] for key in own}]
        rows = seen.rows(".view:not([hidden]) .items")
        assert Counter((row[0], row[3]) for row in rows) == Counter((o["rule"], WORDS[o["status"]]) for o in expected), name


def test_the_page_of_a_team_begins_with_whoever_has_the_gravest_item(seen: Visit) -> None:
    ranks = {WORDS[status]: rank for rank, status in enumerate(SEVERITY_ORDER)}
    grave = [o for o in seen.file.json["outcomes"] if o["status"] == "shortfall" and o["subject"]["kind"] == "village"]
    for team in {outcome["subject"]["team"] for outcome in grave}:
        seen.subject(team)
        found = [ranks[row[3]] for row in seen.rows(".view:not([hidden]) .items")]
        assert found[0] == min(found) == ranks[WORDS["shortfall"]]
    assert grave


def test_rules_have_a_page_each_with_the_words_of_the_document(seen: Visit) -> None:
    bare = re.sub(r"\s", "", SOURCE)
    for rule in {one["rule"] for one in seen.file.json["outcomes"]}:
        seen.go(f"/rule/{rule}")
        assert re.sub(r"\s", "", seen.words(".rule-page > blockquote")[0]) in bare
        expected = Counter(WORDS[one["status"]] for one in seen.file.json["outcomes"] if one["rule"] == rule)
        assert statuses(seen.rows(".view:not([hidden]) .items")) == expected


def test_accounts_and_run_details_are_those_of_the_json_report(seen: Visit) -> None:
    seen.go("/accounts")
    sheets = seen.file.json["inputs"][0]["sheets"]
    numbers = [[0 if text == "-" else int(text.replace(",", "")) for text in row[1:]] for row in seen.rows("#accounts")]
    assert numbers == [list(sheet["rows"].values()) for sheet in sheets]
    seen.go("/run")
    text = seen.page.locator(".view:visible").inner_text()
    told = seen.file.json
    for fact in (told["rules"]["sha256"], told["inputs"][0]["sha256"], told["as_of"], told["tool"]["version"], "dongguan-2022"):
        assert fact in text
