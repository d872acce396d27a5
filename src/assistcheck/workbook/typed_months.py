"""A year and a month that were typed into a cell formatted as a date: 2022.1 is shown as a day of 1905."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from assistcheck.i18n import LocalizedText

YEAR = 1905
"""The year in which all such days lie."""
_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - the day that spreadsheets count from
_YEARS = range(1990, 2101)


def typed_month(day: date, expected: LocalizedText) -> LocalizedText | None:
    """Return what was expected, with the number that stands behind a day of 1905; ``None`` if that is no year."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as above
    number = round((moment - _ZERO) / timedelta(1), 2)
    if int(number) not in _YEARS:
        return None
    return LocalizedText(
        f"{expected.zh}（单元格是日期格式，写的像是“{number:g}”）",
        f"{expected.en} (the cell is formatted as a date, and {number:g} seems to have been typed)",
    )
