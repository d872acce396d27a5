"""The HTML report in a browser: it opens, filters, searches, moves by keys, prints, and says what the JSON report says."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES
from assistcheck.reports.html_lines import GRAVITY
from assistcheck.reports.html_words import SIGNS
from html_report.conftest import Visit, Written, visit, written
from support import YEAR_END, book, ledger, pack, rosters, submit

VIEWS = ("overview", "map", "items", "subjects", "rules", "problems", "accounts", "run")
WORDS = {status: words.zh for status, words in STATUSES.items()}
SOURCE = (Path(__file__).parents[2] / "rules" / "dongguan-2022" / "source.txt").read_text(encoding="utf-8")


# --- opening ------------------------------------------------------------------------------------


def test_every_view_opens_from_disk_silently_and_asks_for_nothing(browser: Browser, page_file: Written) -> None:
    seen = visit(browser, page_file)
    rules = {one["rule"] for one in page_file.json["outcomes"]}
    for route in [*(f"/{view}" for view in VIEWS), *(f"/rule/{rule}" for rule in sorted(rules))]:
        seen.go(route)
        assert seen.page.locator(".view:visible").count() == 1, route
    seen.subject(page_file.json["outcomes"][-1]["subject"]["name"])
    assert seen.said == []
    assert seen.asked == [page_file.url()]
    seen.page.context.close()


def test_a_view_that_is_not_there_is_named(seen: Visit) -> None:
    for route in ("/nothing", "/subject/谁", "/subject", "/%"):
        seen.page.goto("about:blank")
        seen.page.goto(seen.file.url(route))
        assert "没有这个页面" in seen.words("h2")[0], route
    assert seen.said == []


def test_the_navigation_marks_where_one_is_and_moves_the_focus_to_the_heading(seen: Visit) -> None:
    for view in VIEWS[1:]:
        seen.page.click(f"nav a[href='#/{view}']")
        assert seen.page.locator("nav a[aria-current=page]").get_attribute("href") == f"#/{view}"
        assert seen.page.evaluate("document.activeElement.closest('.view') !== null")
        assert seen.page.evaluate("scrollY") == 0


def test_without_scripts_everything_stands_there_to_read(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, java_script_enabled=False)
    page = seen.page
    assert page.locator("noscript").inner_text().startswith("浏览器没有启用 JavaScript")
    for view in (*VIEWS, "rule/R05.2"):
        assert page.locator(f"[id='/{view}'] h2").is_visible()
    counts = chinese.json["summary"]["outcomes"]
    assert page.locator("#items tbody tr").count() == counts["shortfall"] + counts["behind"]
    assert page.locator(".needs-script:visible").count() == 0
    page.context.close()


@pytest.mark.parametrize("view", [*VIEWS, "rule/R07.4", "subject"])
def test_a_telephone_shows_each_view_without_scrolling_sideways(browser: Browser, page_file: Written, view: str) -> None:
    seen = visit(browser, page_file, f"/{view}", viewport={"width": 390, "height": 800})
    if view == "subject":
        seen.subject(page_file.json["outcomes"][-1]["subject"]["name"])
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    seen.page.context.close()


# --- filters and search -------------------------------------------------------------------------


def statuses(rows: list[list[str]]) -> Counter[str]:
    return Counter(row[3] for row in rows)


def all_rows(seen: Visit) -> list[list[str]]:
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # what is printed is not cut
    return [row for row in seen.rows("#items") if len(row) > 1]


def test_the_items_are_first_what_is_short_or_behind(seen: Visit) -> None:
    seen.go("/items")
    counts = seen.file.json["summary"]["outcomes"]
    expected = {WORDS[status]: counts[status] for status in ("shortfall", "behind") if counts[status]}
    assert statuses(all_rows(seen)) == expected


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_filter_shows_as_many_as_the_summary_says(seen: Visit, status: str) -> None:
    seen.go("/items")
    seen.page.select_option("#filters [name=status]", status)
    number = seen.file.json["summary"]["outcomes"][status]
    seen.page.wait_for_function("n => document.querySelector('#found').textContent.startsWith(n)", arg=f"{number:,} 项")
    assert statuses(all_rows(seen)) == ({WORDS[status]: number} if number else {})


def test_filters_and_words_narrow_together_and_stay_in_the_address(seen: Visit) -> None:
    wanted = [one for one in seen.file.json["outcomes"] if one["rule"] == "R07.4" and one["status"] == "behind"]
    team = wanted[0]["subject"]["team"]
    seen.go("/items?status=behind&rule=R07.4")
    assert len(all_rows(seen)) == len(wanted)
    seen.page.fill("#filters [name=q]", f"{team}  r07.4")
    seen.page.wait_for_function("decodeURIComponent(location.hash).includes('r07.4')")
    names = {one["subject"]["name"] for one in wanted if one["subject"]["team"] == team}
    assert {row[1].split("\n")[0] for row in all_rows(seen)} == names
    seen.page.reload()
    assert {row[1].split("\n")[0] for row in all_rows(seen)} == names
    seen.page.click("#filters [type=reset]")
    counts = seen.file.json["summary"]["outcomes"]
    assert len(all_rows(seen)) == counts["shortfall"] + counts["behind"]


@pytest.mark.parametrize(
    ("name", "value", "of"),
    [
        ("level", "general", "level"),
        ("kind", "town", "kind"),
        ("county", None, "county"),
        ("team", None, "team"),
        ("clause", "8", "clause"),
    ],
)
def test_each_filter_takes_what_the_json_report_has(seen: Visit, name: str, value: str | None, of: str) -> None:
    def found(one: dict[str, Any]) -> str:
        return str(one[of] if of in one else one["subject"][of])

    chosen = value or found(next(one for one in seen.file.json["outcomes"] if one["rule"] == "R07.4"))
    seen.go("/items?status=all")
    seen.page.select_option(f"#filters [name={name}]", chosen)
    number = sum(found(one) == chosen for one in seen.file.json["outcomes"])
    seen.page.wait_for_function("n => document.querySelector('#found').textContent.startsWith(n)", arg=f"{number:,} 项")


def test_long_lists_come_in_parts(seen: Visit) -> None:
    seen.go("/items?status=all")
    assert len(seen.rows("#items")) == 200
    seen.page.click("#more")
    assert len(seen.rows("#items")) == 400
    assert seen.page.locator("#more").inner_text() == f"再列出 {len(seen.file.json['outcomes']) - 400} 项"


def test_what_matches_nothing_says_so(seen: Visit) -> None:
    seen.go("/items?q=nothing-at-all")
    assert seen.rows("#items") == [["没有符合条件的事项。"]]


@pytest.mark.parametrize("rule", ["R07.4", "r07.4"])
def test_the_search_goes_to_a_rule(seen: Visit, rule: str) -> None:
    seen.page.fill("#search-text", rule)
    seen.page.press("#search-text", "Enter")
    assert seen.words("h2") == ["R07.4 镇街为每个重点村募集资金"]


def test_the_search_goes_to_a_subject_or_else_lists_what_matches(seen: Visit) -> None:
    village = next(one["subject"] for one in seen.file.json["outcomes"] if one["subject"]["kind"] == "village")
    seen.page.fill("#search-text", village["name"])
    seen.page.press("#search-text", "Enter")
    assert seen.words("h2") == [village["name"]]
    seen.page.fill("#search-text", village["name"].split("/")[1])
    seen.page.press("#search-text", "Enter")
    assert seen.words("h2") == ["事项"]
    rows = all_rows(seen)
    assert rows
    assert all(village["name"].split("/")[1] in row[1] for row in rows)


def test_problems_are_filtered_by_level_and_words(seen: Visit) -> None:
    seen.go("/problems")
    problems = seen.file.json["problems"]
    assert [row[4] for row in seen.rows("#problems")] == [one["code"] for one in problems]
    seen.page.select_option("#problem-filters [name=level]", "error")
    assert [row[4] for row in seen.rows("#problems")] == [one["code"] for one in problems if one["level"] == "error"]
    seen.page.fill("#problem-filters [name=q]", "2022.1")
    assert [row[4] for row in seen.rows("#problems")] == ["bad-date"]


# --- the heat map by keys -----------------------------------------------------------------------


def focused(seen: Visit) -> tuple[str, str]:
    """Return the line and the rule of the cell in focus."""
    found: list[str] = seen.page.evaluate(
        """() => { const cell = document.activeElement, row = cell.parentElement;
                   return [row.dataset.name ?? "", cell.closest("table").rows[1].cells[cell.cellIndex].dataset.rule ?? ""]; }"""
    )
    return found[0], found[1]


def test_the_heat_map_is_walked_by_keys(seen: Visit) -> None:
    seen.go("/map")
    names = [row[0] for row in seen.rows("[data-map=local]")]
    rules = [one.strip() for one in seen.page.locator("[data-map=local] thead tr").nth(1).locator("th").all_inner_texts()[1:]]
    seen.page.locator("[data-map=local] [tabindex='0']").focus()
    assert focused(seen) == (names[0], rules[0])
    steps = [
        ("ArrowRight", (names[0], rules[1])),
        ("ArrowDown", (names[1], rules[1])),
        ("End", (names[1], rules[-1])),
        ("ArrowRight", (names[1], rules[-1])),
        ("Home", (names[1], "")),
        ("ArrowUp", (names[0], "")),
        ("ArrowUp", ("", "")),
        ("Control+End", (names[-1], rules[-1])),
        ("PageUp", (names[-11], rules[-1])),
        ("Control+Home", ("", "")),
    ]
    for key, place in steps:
        seen.page.keyboard.press(key)
        assert focused(seen) == place, key
        assert seen.page.locator("[data-map=local] [tabindex='0']").count() == 1


def test_the_cell_in_focus_is_read_out_and_enter_shows_its_items(seen: Visit) -> None:
    behind = next(one for one in seen.file.json["outcomes"] if one["status"] == "behind" and one["rule"] == "R07.4")
    team = behind["subject"]["team"]
    seen.go("/map")
    column = seen.page.evaluate("document.querySelector('[data-map=local] [data-rule=\"R07.4\"]').cellIndex")
    cell = seen.page.locator(f"[data-map=local] tr.team[data-name='{team}'] > *").nth(column)
    of_cell = [one for one in seen.file.json["outcomes"] if one["rule"] == "R07.4" and one["subject"]["team"] == team]
    late = sum(one["status"] == "behind" for one in of_cell)
    assert cell.get_attribute("aria-label") == f"滞后 {late} 项，共 {len(of_cell)} 项"
    cell.focus() if cell.get_attribute("tabindex") else cell.evaluate("cell => { cell.tabIndex = 0; cell.focus(); }")
    readout = seen.page.locator("#map-readout").inner_text()
    assert f"{team} · R07.4" in readout
    assert behind["subject"]["name"] in readout
    seen.page.keyboard.press("Enter")
    assert seen.words("h2") == ["事项"]
    assert {(row[0], row[1].split("\n")[0]) for row in all_rows(seen)} == {("R07.4", one["subject"]["name"]) for one in of_cell}


def test_the_heat_map_shows_counties_alone_or_one_of_them_or_what_is_open(seen: Visit) -> None:
    seen.go("/map")
    before = seen.rows("[data-map=local]")
    seen.page.uncheck("#map-filters [name=teams]")
    counties = [row[0] for row in seen.rows("[data-map=local]")]
    assert set(counties) == {one["subject"]["county"] for one in seen.file.json["outcomes"]} - {None}
    seen.page.check("#map-filters [name=teams]")
    seen.page.select_option("#map-filters [name=county]", counties[0])
    assert seen.rows("[data-map=local]")[0][0] == counties[0]
    assert len(seen.rows("[data-map=local]")) < 10
    seen.page.check("#map-filters [name=open]")
    grave = {SIGNS[status].zh for status in ("shortfall", "undetermined", "behind")}
    shown = seen.page.locator("[data-map=local] tbody tr:visible")
    for row in shown.all():
        assert {text[:1] for text in row.locator("td:visible").all_inner_texts()} & grave
    assert len(before) > shown.count()


# --- the same numbers as the JSON report ----------------------------------------------------------


def figure(text: str) -> Decimal:
    """Return the first number in a text: 42,000元 -> 42000, 57.5% -> 0.575."""
    found = re.match(r"[≥>]?(-?[\d,]+(?:\.\d+)?)(%?)", text)
    assert found, text
    number = Decimal(found[1].replace(",", ""))
    return number / 100 if found[2] else number


def shown_as(value: object, *, up: bool = False) -> Decimal:
    """Return a figure of the JSON report as people see it: shares to two decimals of a per cent, growth as it is."""
    if isinstance(value, str) and len(value.partition(".")[2]) == 6:
        return Decimal(value).quantize(Decimal("0.0001"), ROUND_CEILING if up else ROUND_FLOOR)
    return Decimal(str(value))


def check_figures(row: list[str], one: dict[str, Any]) -> None:
    have, need = row[5].split(" / ")
    target = next(iter(one["target"].values()))
    low = target[0] if isinstance(target, list) else target
    points = one["unit"] == "个百分点"  # growth, which the JSON report gives to six places
    if one["value"] is None:
        assert have == "-"
    else:
        assert figure(have) == (Decimal(one["value"]) if points else shown_as(one["value"])), (row, one)
    assert figure(need) == (Decimal(low) if points else shown_as(low)), (row, one)
    if one["gap"] is None:
        assert row[6] == "-"
    elif row[6] != "须超过":
        gap = Decimal(one["gap"]) if points else shown_as(one["gap"], up=True)
        assert figure(row[6]) == gap, (row, one)


def test_every_outcome_says_what_the_json_report_says(seen: Visit) -> None:
    seen.go("/items?status=all")
    rows = all_rows(seen)
    outcomes = seen.file.json["outcomes"]
    assert len(rows) == len(outcomes)
    by_place = {(one["rule"], one["subject"]["name"], one["subject"]["team"]): one for one in outcomes}
    assert len(by_place) == len(outcomes)
    for row in rows:
        name, _, team = row[1].partition("\n")
        one = by_place.pop((row[0], name, team or None), None) or by_place.pop((row[0], name, name))
        assert row[3] == WORDS[one["status"]]
        check_figures(row, one)
        assert one["reason_text"] is None or one["reason_text"] in row[2]
    assert by_place == {}


def test_the_rows_behind_an_outcome_are_those_of_the_json_report(seen: Visit) -> None:
    one = next(o for o in seen.file.json["outcomes"] if o["rule"] == "R05.2" and o["evidence"] and o["excluded"])
    seen.subject(one["subject"]["name"])
    row = seen.page.locator(".view:visible tr", has=seen.page.locator("a[href='#/rule/R05.2']"))
    row.locator("summary").click()
    text = row.locator("details").inner_text()
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
    status = min(found, key=GRAVITY.index)
    number = found.count(status)
    return f"{WORDS[status]} {number} 项，共 {len(found)} 项"  # type: ignore[index]


def test_every_cell_of_the_heat_map_is_the_gravest_of_its_outcomes(seen: Visit) -> None:
    expected: dict[tuple[str, str, str], list[str]] = {}
    for one in seen.file.json["outcomes"]:
        subject = one["subject"]
        if subject["kind"] in {"programme", "city", "work_group"}:
            lines = [("subject", subject["name"])]
        else:
            lines = [("county", subject["county"]), *([("team", subject["team"])] if subject["team"] else [])]
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
        expected = [o for o in outcomes if name == o["subject"]["name"] or (kind == "team" and name == o["subject"]["team"])]
        rows = seen.rows(".view:not([hidden]) .items")
        assert Counter((row[0], row[3]) for row in rows) == Counter((o["rule"], WORDS[o["status"]]) for o in expected), name


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


# --- hostile texts --------------------------------------------------------------------------------

SCRIPT = "<script>alert(1)</script>组团"
IMAGE = '"><img src=x onerror=alert(2)>'
BRACES = "{{7*7}}{% raw %}村"
HIDDEN = "青\u202e禾\u0007镇${`x`}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    sheets = {title: [list(row) for row in rows] for title, rows in rosters().items()}
    swaps = {"青禾镇组团": SCRIPT, "甲街道": IMAGE, "东村": BRACES, "青禾镇": HIDDEN, "翠屏县": "县'\"&lt;%3Cb%3E#?/县"}
    for rows in sheets.values():
        for row in rows:
            row[:] = [swaps.get(str(cell), cell) for cell in row]
    news = {"date": "2022.1\u202e</script><b>", "team": SCRIPT, "title": "=1+1", "outlet": IMAGE, "level": "市"}
    name = "</script><script>alert(3)</script>.xlsx"
    submission = submit({name: book({**sheets, **ledger("media_reports", news, {**news, "team": "\u2066<i>\x1b[2J"})})})
    report = api.audit(pack(), submission, api.Request(YEAR_END))
    return written(tmp_path_factory.mktemp("hostile"), report, "zh")


def test_hostile_texts_are_shown_and_never_run(browser: Browser, hostile: Written) -> None:
    seen = visit(browser, hostile)
    page = seen.page
    names = {one["subject"]["name"] for one in hostile.json["outcomes"]}
    assert {SCRIPT, IMAGE} <= names
    for route in (*VIEWS, "items?status=all", "rule/R05.2"):
        seen.go(f"/{route}")
    for name in (SCRIPT, IMAGE):
        seen.subject(name)
        assert seen.words("h2") == [name]
    seen.go("/items?status=all")
    text = "".join("".join(row) for row in all_rows(seen))
    for shown in (SCRIPT, IMAGE, BRACES, "青禾␇镇${`x`}"):  # names are folded, which takes the bidirectional mark out
        assert shown in text
    seen.go("/problems")
    values = "".join(row[2] for row in seen.rows("#problems"))
    for shown in ("2022.1<U+202E></script><b>", "<i>␛[2J"):
        assert shown in values
    whole = page.evaluate("document.documentElement.textContent")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", whole)
    assert "49" not in "".join(seen.words("h2"))
    assert page.evaluate(
        "[document.images.length, document.scripts.length, document.querySelectorAll('b i, main i:not(.sign)').length]"
    ) == [0, 2, 0]
    assert seen.said == []
    assert seen.asked == [hostile.url()]
    page.context.close()


def test_links_to_hostile_names_lead_to_their_pages(browser: Browser, hostile: Written) -> None:
    seen = visit(browser, hostile, "/subjects")
    links = seen.page.locator("#subjects tbody a")
    for number in range(links.count()):
        name = links.nth(number).inner_text()
        links.nth(number).click()
        assert seen.words("h2") == [name]
        seen.page.go_back()
    seen.page.context.close()


# --- paper --------------------------------------------------------------------------------------


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("view", ["overview", "map", "items", "rule/R07.4"])
def test_a_view_prints_without_the_controls(seen: Visit, view: str) -> None:
    seen.go(f"/{view}")
    seen.page.emulate_media(media="print")
    assert seen.page.locator("nav:visible, form:visible, .readout:visible").count() == 0
    pdf = seen.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert pages_of(pdf) >= 1
    if view == "map":
        widths = {tuple(map(float, found)) for found in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)", pdf)}
        assert any(width > height for width, height in widths)  # the heat map lies across


def test_all_items_are_printed_though_the_screen_shows_a_part(seen: Visit) -> None:
    seen.go("/items?status=all&kind=village")
    assert len(seen.rows("#items")) == 200
    seen.page.pdf(prefer_css_page_size=True)
    assert len(seen.rows("#items")) == sum(one["subject"]["kind"] == "village" for one in seen.file.json["outcomes"])
