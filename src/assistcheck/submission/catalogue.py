"""The sheets of a workbook: what is known of each besides its columns, and how it is recognised by its title.

It is known before any model is loaded, so that a file can be parsed meanwhile. The Chinese titles are what people type; the
ids are what code, rule packs and JSON use.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from assistcheck.workbook.cell_values import normalize, strip_whitespace


class Sheet(NamedTuple):
    """What is known of a sheet besides its columns."""

    id: str
    title: str
    identity: tuple[str, ...] = ()
    """The columns by which one evidence is known; empty: the whole row."""
    voucher: bool = False
    """A row with a 凭证号 is known by it."""
    roster: bool = False
    when: Literal["date", "year", "years", "quarter", "attested", "none"] = "date"
    """What dates a row: ``year`` must be the programme year, ``years`` may run to the last due date."""
    state: bool = False
    """A yearly state: a subject without a row is not a zero."""
    owner: str = ""
    """The column that tells whose row it is, for rows in another team's workbook."""


TEAMS = Sheet("teams", "组团名册", identity=("team",), roster=True, when="none")
UNITS = Sheet("units", "单位名册", identity=("unit", "team"), roster=True, when="none")
VILLAGES = Sheet("villages", "重点村名册", identity=("town", "village"), roster=True, when="none")
WORK_GROUPS = Sheet("work_groups", "工作组名册", identity=("work_group",), roster=True, when="none")
CITY_EXCHANGES = Sheet("city_exchanges", "市级互访")
VISITS = Sheet("visits", "调研互访", owner="unit")
CADRE_CARE = Sheet("cadre_care", "关爱干部", owner="unit")
SAFEGUARDS = Sheet("safeguards", "工作保障", identity=("unit", "year"), when="year", state=True, owner="unit")
MEDIA_REPORTS = Sheet("media_reports", "媒体报道", identity=("team", "title", "outlet"), owner="team")
HIGHLIGHTS = Sheet("highlights", "工作亮点", identity=("team", "title"), owner="team")
BRIEFINGS = Sheet("briefings", "信息报送", identity=("reporter", "title", "date"), owner="reporter")
FISCAL_FUNDS = Sheet("fiscal_funds", "财政资金", identity=("city", "year"), when="year", state=True)
DONATIONS = Sheet("donations", "募集资金", voucher=True, owner="town")
FUND_USAGE = Sheet(
    "fund_usage", "资金使用", identity=("quarter", "fiscal_year", "town", "village"), when="quarter", owner="town"
)
INDUSTRY_PROJECTS = Sheet("industry_projects", "产业项目", identity=("team", "kind", "project", "village"), owner="team")
PURCHASES = Sheet("purchases", "消费帮扶", voucher=True, owner="team")
EMPLOYMENT = Sheet("employment", "就业情况", identity=("town", "year"), when="year", state=True, owner="town")
RURAL_INCOME = Sheet("rural_income", "农民收入", identity=("county", "year"), when="years", state=True)
VILLAGE_INCOME = Sheet(
    "village_income", "村集体收入", identity=("town", "village", "year"), when="years", state=True, owner="town"
)
DEMO_PROJECTS = Sheet("demo_projects", "示范项目", identity=("county", "project"))
PAIRINGS = Sheet("pairings", "结对", identity=("kind", "home", "partner"))
COMPUTERS = Sheet("computers", "电脑捐赠", owner="town")
SOCIAL_PARTNERS = Sheet("social_partners", "社会参与", identity=("team", "name"), owner="team")
PRIVATE_PAIRS = Sheet("private_pairs", "民企结对", identity=("enterprise", "town", "village"), owner="town")
TRAININGS = Sheet("trainings", "培训")
ATTESTATIONS = Sheet("attestations", "任务清单", identity=("duty", "subject"), when="attested", owner="subject")
SUBMISSION = Sheet("submission", "填报信息", when="none")

ALL = (
    TEAMS,
    UNITS,
    VILLAGES,
    WORK_GROUPS,
    CITY_EXCHANGES,
    VISITS,
    CADRE_CARE,
    SAFEGUARDS,
    MEDIA_REPORTS,
    HIGHLIGHTS,
    BRIEFINGS,
    FISCAL_FUNDS,
    DONATIONS,
    FUND_USAGE,
    INDUSTRY_PROJECTS,
    PURCHASES,
    EMPLOYMENT,
    RURAL_INCOME,
    VILLAGE_INCOME,
    DEMO_PROJECTS,
    PAIRINGS,
    COMPUTERS,
    SOCIAL_PARTNERS,
    PRIVATE_PAIRS,
    TRAININGS,
    ATTESTATIONS,
    SUBMISSION,
)
"""Every sheet, in the order of the document; 填报信息 comes last."""

_BY_TITLE: dict[str, Sheet] = {name: sheet for sheet in ALL for name in (strip_whitespace(sheet.title), sheet.id)}


def sheet_of(title: str) -> Sheet | None:
    """Return the sheet of a title or id, white space aside."""
    name = strip_whitespace(title)
    return _BY_TITLE.get(name) or _BY_TITLE.get(name.casefold())


def held_in(title: str) -> Sheet | None:
    """Return the sheet whose title or id stands within a longer title, such as a copy's; ``None`` for none or several.

    A title within a longer one is not meant: 民企结对 is not 结对.
    """
    name, spaced = strip_whitespace(title), normalize(title).casefold()
    found = [(match.span(), sheet) for sheet in ALL for match in re.finditer(re.escape(sheet.title), name)]
    if not found:
        ids = [(re.finditer(rf"(?<![a-z]){sheet.id}(?![a-z])", spaced), sheet) for sheet in ALL]
        found = [(match.span(), sheet) for matches, sheet in ids for match in matches]

    def within(span: tuple[int, int]) -> bool:
        return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other, _ in found)

    held = {sheet for span, sheet in found if not within(span)}
    return held.pop() if len(held) == 1 else None


def is_read(title: str, *, roster_only: bool) -> bool:
    """Whether a sheet of this title is read at all."""
    sheet = sheet_of(title)
    return sheet is not None and (sheet.roster or not roster_only)
