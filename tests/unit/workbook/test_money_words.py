"""Money of a currency in symbols and words: in cells, in headers, around a table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistcheck.i18n import untranslated
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.workbook.amount_unit import Around, weigh
from assistcheck.workbook.header import Header, find_header
from assistcheck.workbook.header_matching import Names, header_text
from assistcheck.workbook.money_units import Currency, Money
from builders.library import FACTS, SHEETS, expected, headers, read

AMOUNTS = [
    ("1,234.50", "1234.50"),
    ("$1,234.50", "1234.50"),
    ("$ 1,234.50", "1234.50"),
    ("1,234.50 USD", "1234.50"),
    ("USD 1,234.50", "1234.50"),
    ("usd1234.5", "1234.5"),
    ("US$ 3k", "3000"),
    ("$3K", "3000"),
    ("$1.2 million", "1200000"),
    ("1.2 million dollars", "1200000"),
    ("3 thousand US dollars", "3000"),
    ("5 USD thousands", "5000"),
    ("5 dollar", "5"),
    ("5 U.S. dollars", "5"),
    ("$5 USD", "5"),
    ("5美元", "5"),
    ("三十万美元", "300000"),
    ("$0", "0"),
    ("＄１２", "12"),
]


@pytest.mark.parametrize(("cell", "amount"), AMOUNTS)
def test_amounts_as_people_write_them(cell: str, amount: str) -> None:
    assert read("expenditures", "amount", cell) == Decimal(amount)


REFUSED = [
    *("€5", "5 EUR", "C$5", "CAD 5", "£5", "¥5", "5元", "30万元", "叁拾万元", "30万美元", "5 pesos", "5 cents"),
    *("$1.2m", "$1.2M", "$5 MM", "5 bn", "5 hundred", "USD thousands 5", "$-5", "-$5", "($5)", "$", "USD", "thousand"),
    *("1 234", "$1 234", "1.234,50", "$1,00", "12.5%", "$5 per visit", "about $5", "5 USD and more"),
]


@pytest.mark.parametrize("cell", REFUSED)
def test_another_currency_an_unknown_multiple_and_other_texts_are_refused(cell: str) -> None:
    assert read("expenditures", "amount", cell) == "bad-amount"


def test_the_message_has_an_amount_in_the_packs_currency() -> None:
    assert expected("expenditures", "amount", "€5") == "an amount of zero or more, such as 50000 or $1,234.50"


@pytest.mark.parametrize(
    ("cell", "amount"), [(5.0, "5000"), ("5", "5000"), ("5k", "5000"), ("$5 thousand", "5000"), ("$5 million", "5000000")]
)
def test_under_a_header_in_thousands_only_a_bare_number_is_multiplied(cell: str | float, amount: str) -> None:
    assert read("expenditures", "amount", cell, 1000) == Decimal(amount)


@pytest.mark.parametrize("cell", ["$5", "5 USD", "5美元"])
def test_under_a_header_in_thousands_an_amount_that_names_the_currency_alone_may_be_either(cell: str) -> None:
    assert read("expenditures", "amount", cell, 1000) == "bad-amount"


def test_no_amount_is_suspicious_where_the_pack_calls_none_small() -> None:
    reader = ColumnReader(SHEETS.column(("expenditures", "amount")), 1, lambda: FACTS)
    assert [reader[cell] for cell in (0.01, 3.0, "$3")] == [Decimal("0.01"), 3, 3]
    assert [type(ColumnReader(reader.column, 1000, lambda: FACTS)[cell]) for cell in (1e6, "$5 million")] == [Decimal, Decimal]


# --- headers ------------------------------------------------------------------------------------

STATED = [
    ("Amount (USD)", 1),
    ("AMOUNT (usd)", 1),
    ("Amount ($)", 1),
    ("Amount, USD", 1),
    ("Amount - USD", 1),
    ("Amount USD", 1),
    ("Amount in USD", 1),
    ("Amount/USD", 1),
    ("Amount $", 1),
    ("Amount (whole dollars)", 1),
    ("Amount (美元)", 1),
    ("1. Amount (USD) *", 1),
    ("Amount (USD thousands)", 1000),
    ("Amount ($000)", 1000),
    ("Amount ($000s)", 1000),
    ("Amount (US$ '000)", 1000),
    ("Amount (US$ ’000)", 1000),
    ("Amount ($ in thousands)", 1000),
    ("Amount (in thousands of dollars)", 1000),
    ("Amount in thousands", 1000),
    ("Amount (thousands)", 1000),
    ("Amount (K)", 1000),
    ("Amount ($K)", 1000),
    ("Amount USD thousands", 1000),
    ("Amount (millions)", 1_000_000),
]


def named(text: str, sheet: str = "expenditures") -> tuple[str, int, bool] | None:
    found = Names(SHEETS[sheet].columns).column(header_text(text))
    return (found.name, found.factor, found.stated) if found else None


@pytest.mark.parametrize(("text", "factor"), STATED)
def test_a_header_states_the_unit_of_its_amounts(text: str, factor: int) -> None:
    assert named(text) == ("amount", factor, True)


@pytest.mark.parametrize("text", ["Amount", "amount", "Amount (required)", "Amount (FY2000)", "Amount (bus driver)"])
def test_a_header_without_a_unit_states_none(text: str) -> None:
    assert named(text) == ("amount", 1, False)


OTHER_UNITS = [
    *(
        "Amount (EUR)",
        "Amount (€)",
        "Amount (CAD)",
        "Amount (C$)",
        "Amount (Canadian dollars)",
        "Amount (pounds)",
        "Amount (元)",
    ),
    *("Amount (万元)", "Amount (万美元)", "Amount (cents)", "Amount (M)", "Amount ($M)", "Amount ($ m)", "Amount (bn)"),
    *(
        "Amount (10,000)",
        "Amount (hundreds)",
        "Amount ($/hr)",
        "Amount (USD per hour)",
        "Amount (USD, EUR)",
        "Amount (planned)",
    ),
]


@pytest.mark.parametrize("text", OTHER_UNITS)
def test_another_currency_or_multiple_makes_another_column_of_it(text: str) -> None:
    assert named(text) is None


@pytest.mark.parametrize("unit", ["thousands", "000s", "K", "in thousands", "$"])
def test_a_number_of_things_is_not_in_thousands(unit: str) -> None:
    assert named(f"Attendance ({unit})", "programs") is None


@pytest.mark.parametrize("remark", ["people", "pounds", "required"])
def test_other_remarks_on_a_number_of_things_are_none_of_its_unit(remark: str) -> None:
    assert named(f"Attendance ({remark})", "programs") == ("attendance", 1, False)


@pytest.mark.parametrize(
    "remark",
    ["planned", "budgeted", "projected", "Estimated", "prior year", "previous FY", "YTD", "per visit", "cumulative", "voided"],
)
def test_a_remark_that_makes_another_number_of_it_makes_another_column(remark: str) -> None:
    assert named(f"Amount ({remark})") is None
    assert named(f"Attendance ({remark})", "programs") is None


def test_percent_a_note_and_what_need_not_be_filled_in_are_harmless() -> None:
    assert named("Residents with a Card (percent)", "card_survey") == ("residents", 1, False)
    assert named("Amount (Note 1)") == named("Amount (not required)") == ("amount", 1, False)


def test_a_unit_in_the_second_line_of_a_header_belongs_to_the_first() -> None:
    upper = [header.removesuffix(" (USD)") for header in headers("expenditures")]
    lower = ["$000" if header == "Amount" else "" for header in upper]
    header = find_header([upper, lower], SHEETS["expenditures"].columns, (), 1)
    assert (header.factors["amount"], header.last, "amount" in header.stated) == (1000, 2, True)


# --- around a table -----------------------------------------------------------------------------

BARE = [header.removesuffix(" (USD)") for header in headers("expenditures")]


def weighed(text: str, head: list[str] | None = None, around: Around | None = None) -> Header:
    rows = [[text, *[""] * (len(BARE) - 1)], head or BARE]
    columns = SHEETS["expenditures"].columns
    header = find_header(rows, columns, (), 1)
    weigh(header, rows, columns, around or Around())
    return header


SAID = [
    ("in thousands of dollars", 1000),
    ("Amounts in thousands of dollars", 1000),
    ("(in thousands of US dollars)", 1000),
    ("All amounts are in USD thousands.", 1000),
    ("($ in thousands)", 1000),
    ("Dollars in thousands", 1000),
    ("$000", 1000),
    ("US$ '000", 1000),
    ("$000s omitted", 1000),
    ("Expenditures FY2026 (USD thousands)", 1000),
    ("Unit: USD thousands", 1000),
    ("Note: figures in $000s", 1000),
    ("$ thousands unless otherwise stated", 1000),
    ("Amount in thousands", 1000),
    ("In millions of dollars", 1_000_000),
    ("Amounts in US dollars", 1),
]


@pytest.mark.parametrize(("text", "factor"), SAID)
def test_a_unit_that_is_said_of_the_table_is_that_of_its_amounts(text: str, factor: int) -> None:
    header = weighed(text)
    assert (header.factors["amount"], header.unclear, header.missing) == (factor, None, ())


UNCLEAR = [
    "Expenditures 2026 USD thousands",
    "Expenditures in thousands of dollars",
    "Amounts in USD thousands, 2026",
    "Visits in thousands",
    "Rounded to the nearest thousand dollars",
    "Grants above $000 only",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_larger_unit_that_is_not_clearly_said_of_the_amounts_leaves_them_unread(text: str) -> None:
    header = weighed(text)
    assert (header.missing, header.unclear is not None) == (("amount",), True)


@pytest.mark.parametrize("text", ["Currency: EUR", "All amounts in euros", "Amounts in $m", "Amounts in CAD thousands"])
def test_another_currency_or_multiple_that_is_said_of_the_table_leaves_the_amounts_unread(text: str) -> None:
    header = weighed(text)
    assert (header.missing, "amount" in header.positions) == (("amount",), False)


SILENT = [
    *("Budget: $1.2 million", "Grants of over 3 thousand dollars", "Thousands of visitors came", "Programs in K-5 schools"),
    *("Dollars for Scholars", "Rounded to the nearest dollar", "Expenditures of the year 2000", "A kilogram of books"),
]


@pytest.mark.parametrize("text", SILENT)
def test_an_amount_or_another_text_says_nothing_of_the_unit(text: str) -> None:
    header = weighed(text)
    assert (header.factors["amount"], header.unclear, header.missing) == (1, None, ())


def test_the_headers_own_unit_stands_and_what_contradicts_it_is_told() -> None:
    header = weighed("in thousands of dollars", headers("expenditures"))
    assert header.factors["amount"] == 1
    assert header.contradicted is not None
    assert header.contradicted.factor == 1000


@pytest.mark.parametrize(
    "around",
    [
        Around(title="Expenditures (USD thousands)"),
        Around(print_header="&CAmounts in $000"),
        Around(comments={(2, 7): "In thousands"}),
    ],
)
def test_the_unit_may_be_said_by_the_sheets_title_on_printed_pages_and_in_a_comment(around: Around) -> None:
    assert weighed("", around=around).factors["amount"] == 1000


def test_a_comment_with_two_units_is_unclear() -> None:
    assert weighed("", around=Around(comments={(2, 7): "US dollars, not in thousands"})).unclear


# --- any currency -------------------------------------------------------------------------------


def test_without_a_currency_numbers_alone_are_amounts() -> None:
    money = Money(Currency(), english=True)
    assert money.amount("1,234.50", 1) == Decimal("1234.50")
    assert [money.amount(text, 1) for text in ("$5", "5元", "5k")] == [None, None, None]
    assert money.factors("USD") == {None}


def test_of_one_dollar_the_other_is_foreign() -> None:
    money = Money(Currency(untranslated("C$"), ("$", "C$"), ("CAD",), {"CAD thousands": 1000}), english=True)
    assert [money.amount(text, 1) for text in ("$5", "C$5", "5CAD")] == [5, 5, 5]
    assert [money.amount(text, 1) for text in ("US$5", "5USD")] == [None, None]
    assert (money.factors("US$"), money.factors("CADthousands")) == ({None}, {1000})


def test_yuan_in_an_english_workbook_may_be_written_either_way() -> None:
    money = Money(
        Currency(untranslated("yuan"), ("¥",), ("元", "RMB", "yuan"), {"万元": 10_000, "RMB thousands": 1000}), english=True
    )
    assert [money.amount(text, 1) for text in ("30万元", "叁拾万元", "RMB5", "5yuan", "RMB3k")] == [
        300_000,
        300_000,
        5,
        5,
        3000,
    ]
    assert (money.factors("万元"), money.factors("RMBthousands"), money.factors("USD")) == ({10_000}, {1000}, {None})


def test_a_letter_that_the_pack_lists_is_the_multiple_that_it_says() -> None:
    money = Money(Currency(untranslated("$"), ("$",), ("dollars",), {"M": 1_000_000}), english=True)
    assert (money.amount("$1.5M", 1), money.factors("$M"), money.factors("K")) == (Decimal(1500000), {1_000_000}, {None})


def test_a_multiple_of_yuan_that_the_pack_lists_is_honoured_in_headers_and_cells() -> None:
    money = Money(Currency(untranslated("元"), (), ("元",), {"千元": 1000}), english=False)
    assert (money.factors("千元"), money.factors("万元")) == ({1000}, {None})
    assert money.amount("5千元", 1) == 5000
