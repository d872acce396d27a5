"""How the people of a pack write: their languages, their money, the order of their dates, their year and its quarters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from assistcheck.i18n import EMPTY_TEXT, Lang, LocalizedText
from assistcheck.workbook.money_units import Currency, Money

DateOrder = Literal["mdy", "dmy"]
_ANY_YEAR = 2026
_QUARTER = LocalizedText("{year}Q{n}", "{year}Q{n}")


class Conventions:
    """What the reading of cells, headers and lines takes from a pack."""

    def __init__(
        self,
        languages: tuple[Lang, ...] = ("zh",),
        currency: Currency | None = None,
        *,
        dates: DateOrder | None = None,
        year: tuple[int, date] | None = None,
        quarter_name: LocalizedText = _QUARTER,
        reporter: LocalizedText = EMPTY_TEXT,
    ) -> None:
        """Keep what a pack says.

        Args:
            languages: Those of the workbooks, the first that of the template.
            currency: Left out: numbers alone are amounts.
            dates: Whether 7/1/2025 begins with the month or the day; left out: it is refused.
            year: The number of the programme year, and its first day.
            quarter_name: What a quarter is called, ``{year}`` and ``{n}`` to be filled in.
            reporter: What those who report are called.
        """
        self.lang = languages[0]
        self.english = "en" in languages
        """Whether workbooks may be in English."""
        self.any_case = self.lang == "en"
        """Whether names and allowed words count in any case."""
        self.dates = dates
        self.year = year
        self.quarter_name = quarter_name
        self.reporter = tuple(filter(None, dict.fromkeys(map(reporter.text, languages))))
        """The words for those who report, by which their names may end."""
        self.money = Money(currency or Currency(), english=self.english)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Conventions:
        """Return those that a pack's plain data says; see :class:`assistcheck.rules.compiled.PlainSheets`."""
        currency, year = plain["currency"], plain["year"]
        return cls(
            tuple(plain["languages"]),
            Currency(
                currency["unit"],
                tuple(currency["symbols"]),
                tuple(currency["words"]),
                currency["multiples"],
                currency["small"],
            ),
            dates=plain["dates"],
            year=(year["number"], year["first_day"]),
            quarter_name=plain["quarter_name"],
            reporter=plain["reporter"],
        )

    @property
    def is_fiscal(self) -> bool:
        """Whether the year is not that of the calendar."""
        return self.year is not None and self.year[1].month != 1

    @cached_property
    def number(self) -> int:
        """The number of the programme year, for examples."""
        return self.year[0] if self.year else _ANY_YEAR

    def _year_of(self, month: int) -> int:
        """Return the calendar year in which a month of the programme year lies."""
        _, first_day = self.year or (_ANY_YEAR, date(_ANY_YEAR, 1, 1))
        return first_day.year + (month < first_day.month)

    @cached_property
    def example_days(self) -> tuple[str, str]:
        """One day of the year in two ways of writing it."""
        year = self._year_of(month=3)
        english = f"5/3/{year}" if self.dates == "dmy" else f"March 5, {year}"
        return f"{year}-03-05", english if self.any_case else f"{year}年3月5日"

    @cached_property
    def a_date(self) -> LocalizedText:
        """What is expected where a date cannot be read."""
        iso, written = self.example_days
        return LocalizedText(f"日期，如 {iso} 或 {written}", f"a date such as {iso} or {written}")

    @cached_property
    def example_months(self) -> tuple[str, str]:
        """One month of the year in two ways of writing it."""
        year = self._year_of(month=5)
        return f"{year}-05", f"May {year}" if self.any_case else f"{year}年5月"

    @cached_property
    def example_quarters(self) -> tuple[str, str]:
        """One quarter of the year in two ways of writing it."""
        label = f"{self.number}Q1"
        named = self.quarter_name.text(self.lang).format(year=self.number, n=1)
        usual = "Q1" if self.any_case or self.is_fiscal else f"{self.number}年第一季度"
        return label, usual if named == label else named

    @cached_property
    def quarter_patterns(self) -> tuple[str, ...]:
        """What finds the name that the pack gives a quarter, squeezed and in capitals: its year and its number."""
        named = [name for name in dict.fromkeys(self.quarter_name) if name != _QUARTER.zh]
        return tuple(
            re.escape("".join(name.upper().split())).replace(r"\{YEAR\}", r"(\d{4})").replace(r"\{N\}", "([1-4一二三四])")
            + "()"
            for name in named
        )


PLAIN = Conventions()
"""Those of nobody in particular."""
