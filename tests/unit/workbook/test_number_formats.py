"""What a number format shows beside the number that is stored."""

from __future__ import annotations

import pytest

from assistcheck.workbook.number_formats import is_percent_format, unit_said, unit_shown


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0.00",
        "#,##0.00",
        '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
        "#,##0.00_);[Red]\\(#,##0.00\\)",
        "[$¥-804]#,##0.00",
        "mmmm d, yyyy",
        'yyyy"年"m"月"d"日"',
        "mm:ss.000",
        "0.00E+00",
        '0"人"',
        '0"%"',
        "@",
        "",
    ],
)
def test_formats_that_show_the_number_as_it_is_say_nothing_of_a_unit(code: str) -> None:
    assert unit_shown(code) is None


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0.00"万元"', 10_000),
        ('#,##0.00"万"', 10_000),
        ("0.00万元", 10_000),
        ("0\\万\\元", 10_000),
        ("[$万元-804]0", 10_000),
        ('[DBNum2][$-804]G/通用格式"万元"', 10_000),
        ('0.0"千元"', 1000),
        ('0"百万元"', 1_000_000),
        ('0.00"亿元"', 100_000_000),
        ('0.00"元"', 1),
        ('0.00"万元";[Red]-0.00"万元";"0元"', 10_000),
        ('[<100]0.00"万元";0', 10_000),
    ],
)
def test_a_unit_behind_the_stored_number_is_told(code: str, unit: int) -> None:
    assert unit_shown(code) == unit


@pytest.mark.parametrize(
    "code",
    [
        '0!.0,"万"',
        '0\\.0,"万元"',
        '0"."0,"万元"',
        '0!.0000"万元"',
        '#,##0,"千元"',
        '0.0,,"百万"',
        '0.0,"K"',
        '0!.00,,"亿"',
        '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0',
    ],
)
def test_formats_that_scale_to_their_unit_show_what_is_stored(code: str) -> None:
    assert unit_shown(code) == 1


@pytest.mark.parametrize("code", ["#,##0,", "0!.0,", "0.00,,", "0%", '0!.00,"万"', '[>100]0"万元";0"元"'])
def test_formats_that_scale_otherwise_fit_no_header(code: str) -> None:
    assert unit_shown(code) == 0


def test_a_comma_that_scales_to_another_unit_is_off_by_the_rest() -> None:
    assert unit_shown('0.00,"万"') == 10  # a stored 5000 shows 5.00万


@pytest.mark.parametrize(
    ("text", "stored", "unit"),
    [
        ("500.00万元", 500.0, 10_000),
        ("¥1,234.50万", 1234.5, 10_000),
        ("500.0万", 5_000_000.0, 1),
        ("0.1万", 1400.0, 1),  # rounded
        ("5元", 5.0, 1),
        ("5.00万", 5000.0, 10),
        ("5元", 5000.0, 0),
        ("500.00", 500.0, None),
        ("0.00万元", 0.0, None),
        ("万元", 500.0, None),
        ("", 500.0, None),
    ],
)
def test_a_shown_text_tells_the_unit_of_the_stored_number(text: str, stored: float, unit: int | None) -> None:
    assert unit_said(text, stored) == unit


@pytest.mark.parametrize(
    ("text", "stored", "unit"), [("500", 500_000.0, 0), ("500", 500.4, None), ("5元", 5.0, 1), ("-5.0", -5.0, None)]
)
def test_a_shown_text_that_may_leave_digits_out_is_compared_without_a_unit_too(
    text: str, stored: float, unit: int | None
) -> None:
    assert unit_said(text, stored, scales=True) == unit


def test_a_literal_percent_sign_scales_nothing() -> None:
    assert is_percent_format("0.0%")
    assert not is_percent_format('0"%"')
