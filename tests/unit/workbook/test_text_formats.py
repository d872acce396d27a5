"""Number formats that show letters or zeros of their own around a whole number."""

from __future__ import annotations

import pytest

from assistcheck.workbook.text_formats import is_own_text, text_format, text_shown


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ('"A-"00', 1, "A-01"),
        ('"A-"00', 1234, "A-1234"),
        ("\\N\\o0000", 7, "No0007"),
        ("00000", 7, "00007"),
        ("00000", 123456, "123456"),
        ('"粤财"0', 12, "粤财12"),
        ('"粤财"0', 0, "粤财0"),
        ('"粤财"#', 0, "粤财"),
        ('"A"?0', 5, "A 5"),
        ('"A"General', 5, "A5"),
        ('"第"G/通用格式"号"', 5, "第5号"),
        ("第0号", 5, "第5号"),
        ("000-0000", 1234567, "123-4567"),
        ('00"-"00', 305, "03-05"),
        ("[$-804]0000", 3, "0003"),
        ('"甲"00;"乙"00;"丙"', 4, "甲04"),
        ("!A0", 4, "A4"),
    ],
)
def test_a_whole_number_is_told_as_it_is_shown(code: str, value: float, text: str) -> None:
    assert text_shown(code, float(value)) == text


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "0.00",
        "#,##0",
        "#,##0.00_);[Red]\\(#,##0.00\\)",
        '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ',
        "0%",
        "yyyy-mm-dd",
        'yyyy"年"m"月"d"日"',
        "00:00",
        '0.00"万元"',
        '0"元"',
        '[>=1]"A"0;0',
        '[DBNum1]"第"0',
        '"A"0.0',
        "@",
        '"A"@',
        '"A"',
        "",
    ],
)
def test_formats_of_amounts_days_and_texts_show_no_text_of_their_own(code: str) -> None:
    if code != "00:00":  # no digits' letters, and none that is asked of an amount either
        assert text_format(code) is None
    assert text_shown(code, 5.0) in {None, "00:05"}


@pytest.mark.parametrize("value", [1.5, -1.0, 1e15, 1e300])
def test_a_number_that_is_not_whole_or_lost_digits_has_none(value: float) -> None:
    assert text_shown('"A-"00', value) is None


@pytest.mark.parametrize("text", ["A-01", "007", "1号", "00", "No.1"])
def test_what_is_more_than_the_number_is_a_text_of_its_own(text: str) -> None:
    assert is_own_text(text)


@pytest.mark.parametrize(
    "text", ["", "0", "1", "1,234.50", "12%", "0.5", ".5", "¥ 300,000.00", "(5.00)", "-3", "￥-5", "1.2E+05"]
)
def test_a_number_as_amounts_are_shown_is_none(text: str) -> None:
    assert not is_own_text(text)
