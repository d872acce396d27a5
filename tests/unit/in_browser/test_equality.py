"""What a session gives is byte for byte what the command line writes from a folder with the same files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from unit.in_browser.page import SECRET, Page, messy_files, sample

DAY = {"dongguan-2022": "2022-12-31", "county-library-grants": "2026-06-30"}


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path)


def report(page: Page, form: str, lang: str = "zh") -> bytes:
    content: bytes = page.call("report", format=form, lang=lang)["bytes"]
    return content


@pytest.mark.parametrize(
    ("name", "pack", "formats", "lang"),
    [
        ("2022.xlsx", "dongguan-2022", ("html", "xlsx"), "zh"),
        ("2022-q2.xlsx", "dongguan-2022", ("json", "csv"), "zh"),
        ("one-team.xlsx", "dongguan-2022", ("md", "html", "xlsx"), "en"),
        ("county-library-grants.xlsx", "county-library-grants", ("html", "json"), "en"),
    ],
)
def test_the_report_of_a_sample(page: Page, name: str, pack: str, formats: tuple[str, ...], lang: str) -> None:
    page.drop({name: sample(name)})
    told = page.audit(name, pack=pack, as_of=DAY[pack], lang=lang)
    for form in formats:
        expected = page.command("audit", name, "--rules", pack, "--as-of", DAY[pack], "--format", form, lang=lang)
        assert expected
        assert report(page, form, lang) == expected, form
    assert told["exit_code"] == 1


def test_the_report_of_a_quarter(page: Page) -> None:
    page.drop({"q2.xlsx": sample("one-team.xlsx")})
    assert page.audit("q2.xlsx", quarter="2022Q2")["as_of"] == "2022-06-30"
    assert report(page, "json") == page.command("audit", "q2.xlsx", "--quarter", "2022Q2", "--format", "json")


@pytest.mark.parametrize("form", ["html", "json", "csv", "md", "xlsx"])
def test_the_report_of_a_messy_folder_with_a_roster_and_waivers(page: Page, form: str) -> None:
    page.drop(messy_files())
    (page.native / "secret").write_text(SECRET, encoding="utf-8")
    told = page.audit(
        "报送", roster="名册.xlsx", waivers=["备案.xlsx", "备案.yaml"], passwords=[SECRET], as_of="2022-12-31", lang="en"
    )
    words = [
        "audit",
        "报送",
        "--roster",
        "名册.xlsx",
        "--waivers",
        "备案.xlsx",
        "--waivers",
        "备案.yaml",
        "--as-of",
        "2022-12-31",
    ]
    expected = page.command(*words, "--password-file", "secret", "--format", form, lang="en")
    assert report(page, form, "en") == expected
    assert told["exit_code"] == 3
    codes = {one["code"] for one in told["problems"]}
    assert {"unreadable-file", "encrypted-file", "open-file", "left-out-file", "bad-date"} <= codes


def test_files_that_are_dropped_one_by_one_are_named_one_by_one(page: Page) -> None:
    files = messy_files()
    paths = [path for path in files if path.endswith((".xlsx", ".xls")) and "备案" not in path]
    page.drop(files)
    page.audit(*paths, as_of="2022-12-31")
    assert report(page, "json") == page.command("audit", *paths, "--as-of", "2022-12-31", "--format", "json")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_explanation_of_a_verdict(page: Page, lang: str) -> None:
    page.drop({"team.xlsx": sample("one-team.xlsx")})
    page.audit("team.xlsx", as_of="2022-06-30")
    made = page.call("explain", rule="r05.2", subject="醉蓼镇组团", lang=lang)
    words = ["explain", "team.xlsx", "--rule", "R05.2", "--subject", "醉蓼镇组团", "--as-of", "2022-06-30", "--format", "html"]
    assert made["bytes"] == page.command(*words, lang=lang)
    assert (made["title"], made["name"]) == ("R05.2 醉蓼镇组团", "R05.2-醉蓼镇组团-2022-06-30.html")


def test_the_marked_copy_of_a_file(page: Page) -> None:
    page.drop({"team.xlsx": sample("one-team.xlsx")})
    page.audit("team.xlsx", as_of="2022-06-30")
    made = page.call("annotated", path="team.xlsx")
    page.command("annotate", "team.xlsx", "--as-of", "2022-06-30", "-o", "copy.xlsx")
    assert made["name"] == "东莞市-team-标注.xlsx"
    assert made["bytes"] == (page.native / "copy.xlsx").read_bytes()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def test_all_that_goes_back_with_a_messy_folder(page: Page) -> None:
    page.drop(messy_files())
    page.audit("报送", roster="名册.xlsx", as_of="2022-12-31", lang="en")
    made = page.call("annotated", lang="en")
    page.command("annotate", "报送", "--roster", "名册.xlsx", "--as-of", "2022-12-31", "-o", "copies", lang="en")
    assert made["name"] == "marked-copies-dongguan-2022-2022-12-31.zip"
    assert unpacked(made["bytes"]) == page.names("copies")
    assert len(page.names("copies")) > 4


@pytest.mark.parametrize(("by", "form"), [(None, "xlsx"), ("unit", "html")])
def test_the_shortfall_lists(page: Page, by: str | None, form: str) -> None:
    page.drop({"team.xlsx": sample("one-team.xlsx")})
    page.audit("team.xlsx", as_of="2022-12-31")
    made = page.call("lists", by=by, format=form)
    words = ["shortfalls", "team.xlsx", "--as-of", "2022-12-31", "--format", form, "-o", "lists", *(["--by", by] if by else [])]
    page.command(*words)
    expected = page.names("lists")
    assert unpacked(made["bytes"]) == expected
    for name, content in expected.items():
        if not name.startswith("00-"):
            one = page.call("lists", by=by, format=form, name=name.rpartition("-督办清单")[0])
            assert (one["name"], one["bytes"]) == (name, content)


@pytest.mark.parametrize("pack", [*DAY])
def test_the_empty_workbook(page: Page, pack: str) -> None:
    made = page.call("template", pack=pack)
    page.command("template", "--rules", pack, "-o", "template.xlsx")
    assert made["name"] == f"填报模板-{pack}.xlsx"
    assert made["bytes"] == (page.native / "template.xlsx").read_bytes()


def test_the_own_workbook_of_a_reporter(page: Page) -> None:
    page.drop(messy_files())
    told = page.audit("报送", roster="名册.xlsx", as_of="2022-12-31")
    page.command("template", "--roster", "名册.xlsx", "-o", "templates")
    made = {}
    for reporter in told["reporters"]:
        one = page.call("template", pack="dongguan-2022", reporter=reporter)
        made[one["name"]] = one["bytes"]
    assert made == page.names("templates")
    assert len(made) == 2
