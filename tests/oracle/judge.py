"""The verdicts on one folder, worked out directly from the targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from . import rules_growth, rules_money, rules_people, rules_region, rules_reports
from .case import Case, Verdicts, last_day
from .folder import Book, Folder
from .rules_attested import attested_duties
from .settle import Entry, read_folder
from .statuses import Verdict
from .tables import ROSTERS, Year

GROUPS: tuple[Callable[[Case], None], ...] = (
    rules_people.r00_rosters,
    rules_people.r01_2_city_research,
    rules_people.r01_3_joint_meeting,
    rules_people.r01_4_and_5_unit_visits,
    rules_people.r04_1_and_2_cadre_care,
    rules_people.r04_3_to_5_safeguards,
    rules_reports.r05_2_media,
    rules_reports.r05_3_highlights,
    rules_reports.r05_4_and_5_team_briefings,
    rules_reports.r05_6_work_group_briefings,
    rules_money.r06_fiscal_funds,
    rules_money.r07_4_gifts,
    rules_money.r08_returns,
    rules_money.r11_3_purchases,
    rules_growth.r10_1_rural_income,
    rules_growth.r10_2_village_income,
    rules_growth.r10_4_and_5_team_projects,
    rules_growth.r10_6_village_projects,
    rules_growth.r12_1_employment,
    rules_growth.r14_1_demo_projects,
    rules_region.r15_school_pairs,
    rules_region.r16_1_hospital_pairs,
    rules_region.r17_computers,
    rules_region.r19_1_partners,
    rules_region.r19_2_to_4_private_pairs,
    rules_region.r20_1_and_2_training_for_all,
    rules_region.r20_3_local_training,
    attested_duties,
)


@dataclass(frozen=True)
class Excuse:
    """A recorded waiver: of a whole duty, or of one of its months or quarters."""

    rule: str
    subject: str
    expires: date
    period: str | None = None


def folder_of(year: Year) -> Folder:
    """Return a year as one workbook that names nobody."""
    return Folder([Book("data.xlsx", year.sheets)], {name: year.sheets[name] for name in ROSTERS})


def judge(
    year: Year | Folder,
    as_of: date,
    readings: Mapping[str, str] | None = None,
    excuses: Iterable[Excuse] = (),
    entries: list[Entry] | None = None,
) -> Verdicts:
    """Return the verdict by (rule, subject kind, subject, team or "") for parts A and B.

    Counts are int, money is Decimal (元), ratios and leads in growth are exact Fraction; the value is None where the
    status is undetermined or not_applicable. ``entries``: the rows of the folder, where they have been read already.
    """
    folder = folder_of(year) if isinstance(year, Year) else year
    case = Case(folder, read_folder(folder) if entries is None else entries, as_of, readings or {})
    for group in GROUPS:
        group(case)
    recorded = [one for one in excuses if as_of <= one.expires]
    return {
        key: excused(found, [one for one in recorded if (one.rule, one.subject) == (key[0], key[2])], as_of)
        for key, found in case.found.items()
    }


def excused(found: Verdict, recorded: list[Excuse], as_of: date) -> Verdict:
    """Return a verdict under the waivers on record for it: what is met, over or outside the duty needs none."""
    if found.status in ("met", "over", "not_applicable") or not recorded:
        return found
    periods = {one.period for one in recorded if one.period and last_day(one.period) <= as_of}
    missing = tuple(period for period in found.missing if period not in periods)
    if any(one.period is None for one in recorded) or (found.missing and not missing):
        return Verdict("waived", found.value, found.gap, missing, "waived")
    return found if missing == found.missing else found._replace(gap=len(missing), missing=missing)
