"""Columns that a pack names: its kind of region, and its kind of those that report."""

from __future__ import annotations

from assistcheck.reports.common.subject_phrases import kind_header
from assistcheck.reports.tabular.model import OwnColumn
from assistcheck.rules.model import RulePack


def region_column(pack: RulePack) -> OwnColumn:
    """Return the column of the region that a subject is grouped by."""
    region = pack.subjects.roles.region
    return OwnColumn(region, kind_header(pack, region))


def reporting_column(pack: RulePack) -> OwnColumn:
    """Return the column of whose workbook speaks of a subject."""
    reporting = pack.subjects.roles.reporting
    return OwnColumn(reporting, kind_header(pack, reporting))
