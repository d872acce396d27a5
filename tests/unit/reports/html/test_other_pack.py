"""The HTML report of any pack: which map a kind stands in, and what the pack's kinds are called in its texts."""

from __future__ import annotations

import pytest

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports import View
from assistcheck.reports.html.heatmap import central_kinds, maps_of
from assistcheck.reports.html.kind_messages import page_words
from assistcheck.reports.html.payload import data_of
from assistcheck.reports.html.render import to_html
from assistcheck.reports.html.rows import Lines
from assistcheck.reports.html.standing import Standing
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Kind, Roles, Subjects
from builders.support import pack
from unit.reports.library import FELLS, FIRST, OFFICE, SECOND, SHORE, library, report, report_of


def with_kinds(*kinds: Kind, **roles: str) -> RulePack:
    """Return the second pack with these kinds alone, of whom each owes its own duties."""
    subjects = Subjects(kinds=kinds, roles=Roles(whole="all", reporting=roles["reporting"], region=roles["region"]))
    return library().model_copy(update={"subjects": subjects})


LOCAL = (
    "每格汇总该组团及其单位、镇、村在一条规则下的结果，显示最需关注的状态；数字是处于这一状态的项数。县的一行汇总全县。",
    (
        "A cell sums up what a team, its units, town and villages have under one rule, and shows the gravest status;"
        " the number is how many have it. A county's line sums up the county."
    ),
)
ALL = Kind(id="all", name=LocalizedText("全部", "programme"), members=("All",))
SCHOOL = Kind(id="school", name=LocalizedText("学校", "school"), roster="schools")


def test_kinds_of_which_no_workbook_speaks_have_a_map_of_their_own() -> None:
    assert central_kinds(pack().subjects) == ("programme", "city", "work_group")
    assert central_kinds(library().subjects) == ("office",)


def test_the_maps_of_another_pack_are_grouped_by_its_regions() -> None:
    local, central = maps_of(report())
    assert [(line.kind, line.name.en, line.region) for line in local.lines] == [
        ("region", FELLS, FELLS),
        ("reporter", FIRST, FELLS),
        ("region", "Quill Valley Region", "Quill Valley Region"),
        ("region", SHORE, SHORE),
        ("reporter", SECOND, SHORE),
    ]
    assert [(line.kind, line.name.en) for line in central.lines] == [("subject", OFFICE)]
    assert len(local.rules) + len(central.rules) == len(library().rules)


def test_without_regions_of_their_own_those_that_report_stand_alone() -> None:
    roles = library().subjects.roles.model_copy(update={"region": "grantee"})
    alike = library().model_copy(update={"subjects": library().subjects.model_copy(update={"roles": roles})})
    made = report_of(alike)
    local, central = maps_of(made)
    assert {line.kind for line in local.lines} == {"reporter"}
    assert {line.name.en for line in central.lines} >= {OFFICE, f"{OFFICE} (for {SHORE})"}
    html = "".join(to_html(made, View("en")))
    assert html.count("<label hidden>") == 3  # the filters by region, and that which hides all but regions


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("map_local", "县与组团", "Counties and teams"),
        ("map_central", "全市和工作组", "The programme and the work groups"),
        ("members", "本县的组团和工作组", "Teams and work groups of the county"),
        ("of_region", "所在县（市、区）：", "County: "),
        ("of_reporting", "所属组团：", "Team: "),
        ("show_reporting", "显示组团", "Show teams"),
        ("map_local_about", *LOCAL),
        (
            "map_central_about",
            "东莞市、工作组承担的事项；为市承担的，写明对哪个市。",
            "The duties of the programme and of the work groups; what the programme owes for a city stands apart.",
        ),
    ],
)
def test_the_texts_of_the_first_pack_name_its_kinds(key: str, zh: str, en: str) -> None:
    assert page_words(pack())[key] == (zh, en)


def test_the_texts_of_another_pack_name_its_own() -> None:
    words = page_words(library())
    assert words["map_local"] == ("片区与受助图书馆区", "Regions and grantees")
    assert words["map_central_about"] == (f"{OFFICE}承担的事项。", "The duties of the county library office.")
    assert words["map_local_about"].en.startswith("A cell sums up what a grantee and its branches have under one rule")
    assert words["members"].en == "Grantees of the region"


def test_a_pack_of_two_kinds_has_whole_sentences_too() -> None:
    words = page_words(with_kinds(ALL, SCHOOL, reporting="school", region="all"))
    assert words["map_local_about"].en.startswith("A cell sums up what a school has under one rule")
    assert words["map_central_about"] == ("All承担的事项。", "The duties of the programme.")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_another_pack_has_nothing_of_the_first(lang: Lang) -> None:
    html = "".join(to_html(report_of(library(), leaving_out=("meetings",)), View(lang)))
    for word in ("组团", "重点镇", "县（市、区）", "东莞", "County</", "yuan", "team"):
        assert word not in html
    assert '<blockquote lang="en">' in html


def test_the_script_is_told_the_kinds_and_which_of_them_are_central() -> None:
    data = data_of(report(), Lines(report(), "en"), Standing(report(), "en"))
    assert data["central"] == ("office",)
    assert list(data["kinds"]) == ["office", "region", "grantee", "branch"]
    assert [f"Main Library ({FIRST})", "branch", FELLS, FIRST, FIRST] in data["subjects"]
