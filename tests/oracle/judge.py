"""The verdicts of one programme year, worked out directly from the targets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from . import rules_growth, rules_money, rules_people, rules_region, rules_reports
from .case import Case, Verdicts
from .rules_attested import attested_duties
from .tables import Year

GROUPS: tuple[Callable[[Case], Verdicts], ...] = (
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
    rules_money.r08_town_returns,
    rules_money.r08_village_returns,
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


def judge(
    year: Year, as_of: date, readings: dict[str, str] | None = None
) -> dict[tuple[str, str, str, str], tuple[str, object]]:
    """Return (status, value) by (rule, subject kind, subject, team or "") for parts A and B.

    Counts are int, money is Decimal (元), ratios and leads in growth are exact Fraction;
    the value is None where the status is undetermined or not_applicable.
    """
    case = Case(year, as_of, readings or {})
    return {key: verdict for group in GROUPS for key, verdict in group(case).items()}
