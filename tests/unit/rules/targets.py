"""The 77 rules as the reading of the document lists them, written down apart from the pack."""

from __future__ import annotations

NUMERIC = """
    R00.1 programme teams exactly:50 year none expected
    R00.2 programme villages exactly:100 year none expected
    R01.2 city city_exchanges at_least:1 year none binding
    R01.3 city city_exchanges at_least:1 year none binding
    R01.4 unit visits at_least:1 year none binding
    R01.5 unit visits at_least:2 year quarterly binding
    R04.1 unit/sends_cadres=是 cadre_care at_least:1 year none binding
    R04.2 unit/sends_cadres=是 cadre_care at_least:1 year none binding
    R04.3 unit/sends_cadres=是 safeguards at_least:0.6 year none general
    R04.4 unit/sends_cadres=是 safeguards at_least:1 year none binding
    R04.5 unit/sends_cadres=是 safeguards at_least:1 year none binding
    R05.2 team media_reports at_least:4 year quarterly binding
    R05.3 team highlights between:1..2 year none binding
    R05.4 team briefings at_least:1 month none binding
    R05.5 team briefings at_least:1 month none binding
    R05.6 work_group/level=市 briefings at_least:2 month none binding
    R06.1 city fiscal_funds at_least:1 year none binding
    R06.2 city fiscal_funds at_least:1 year none binding
    R06.3 city fiscal_funds at_least:1 deadline:approved_on+30 none binding
    R07.4 village/team.kind=镇街 donations at_least:100000 year quarterly binding
    R08.3 town fund_usage at_least:1 quarter none binding
    R08.4 village fund_usage at_least:1 quarter none binding
    R08.5 town fund_usage at_least:1 by:2022-03-31 none binding
    R08.7 village fund_usage at_least:1 by:2022-03-31 none binding
    R10.1 county rural_income more_than:0 by:2025-12-31 none expected
    R10.2 village village_income more_than:150000 by:2025-12-31 none expected
    R10.4 team industry_projects at_least:1 year none expected
    R10.5 team industry_projects at_least:1 year none expected
    R10.6 village industry_projects at_least:1 year none expected
    R11.3 team purchases at_least:300000 year quarterly binding
    R12.1 town employment at_least:1 year none binding
    R14.1 county demo_projects between:1..2 year none expected
    R15.2 city/is=韶关市 pairings at_least:60 year quarterly binding
    R15.3 city/is=揭阳市 pairings at_least:90 year quarterly binding
    R16.1 city/is=韶关市 pairings at_least:1 year none binding
    R17.1 programme computers at_least:2000 year quarterly binding
    R17.2 town computers at_least:1 year none binding
    R19.1 team social_partners at_least:2 year none binding
    R19.2 programme private_pairs at_least:50 year quarterly binding
    R19.3 programme private_pairs at_least:50 year quarterly binding
    R19.4 village/has_counted_row private_pairs exactly:1 year none binding
    R20.1 programme trainings at_least:1 year none binding
    R20.2 programme trainings at_least:1 year none binding
    R20.3 work_group trainings at_least:1 year none binding
"""
"""Part A: id, subject/narrowing, ledger, target, period, pace, level."""

ATTESTED = """
    R01.1 programme binding
    R02.1 programme binding
    R02.2 team binding
    R03.1 team binding
    R03.2 team binding
    R03.3 team encouraged
    R05.1 programme binding
    R05.7 city binding
    R07.1 work_group binding
    R07.2 programme encouraged
    R07.3 unit binding
    R08.1 town binding
    R08.2 town binding
    R08.6 town binding
    R09.1 town binding
    R09.2 town binding
    R09.3 town binding
    R10.3 town binding
    R11.1 programme binding
    R11.2 unit encouraged
    R12.2 city binding
    R12.3 programme binding
    R13.1 unit/sends_cadres=是/first_secretary=是 binding
    R13.2 unit/sends_cadres=是 binding
    R15.1 city/is=韶关市 binding
    R15.4 city binding
    R16.2 programme binding
    R16.3 programme binding
    R17.3 programme encouraged
    R18.1 county binding
    R21.1 programme binding
    R21.2 programme binding
    R21.3 programme binding
"""
"""Part B: id, subject/narrowing, level."""

READINGS = {
    "R01.3": ["in-total"],
    "R05.2": ["distinct-title"],
    "R05.4": ["whole-year"],
    "R05.5": ["whole-year"],
    "R05.6": ["whole-year"],
    "R07.4": ["town-total", "any-donor"],
    "R08.3": ["first-quarter-only"],
    "R08.4": ["first-quarter-only"],
}
"""The named alternative readings."""

JUDGED = {0: 0, 3: 1, 4: 1, 5: 1, 10: 1, 11: 2, 12: 1, 13: 1, 14: 1, 17: 1, 18: 1, 19: 2, 20: 1, 21: 1}
"""Clauses of which people judge some sentence (part C), and at least how many."""
