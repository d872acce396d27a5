"""Figures of letters: whole myriads in Chinese, the sign before dollars, decimals only where there are any."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistcheck.reports.common.letter_amounts import LetterAmounts, closed_up
from assistcheck.rules.model import Rule, RulePack
from builders.support import pack
from unit.reports.library import library


def rule(name: str, of: RulePack) -> Rule:
    return next(one for one in of.rules if one.id == name)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("100000", "10万元", "100,000 yuan"),
        ("10000", "1万元", "10,000 yuan"),
        ("9999", "9,999元", "9,999 yuan"),
        ("82340", "82,340元", "82,340 yuan"),
        ("82340.50", "82,340.50元", "82,340.50 yuan"),
        ("100000.01", "100,000.01元", "100,000.01 yuan"),
        ("120000000", "12,000万元", "120,000,000 yuan"),
        ("0", "0元", "0 yuan"),
    ],
)
def test_an_amount_is_counted_in_myriads_where_it_is_a_whole_number_of_them(value: str, zh: str, en: str) -> None:
    assert tuple(LetterAmounts(pack())(rule("R11.3", pack()), Decimal(value))) == (zh, en)


def test_an_amount_that_is_owed_is_rounded_up_and_one_that_is_there_down() -> None:
    said, third = LetterAmounts(pack()), Decimal(100) / 3
    assert (said(rule("R11.3", pack()), third).zh, said(rule("R11.3", pack()), third, up=True).zh) == ("33.33元", "33.34元")


@pytest.mark.parametrize(("value", "en"), [("42000", "$42,000"), ("42000.5", "$42,000.50"), ("1000000", "$1,000,000")])
def test_dollars_are_not_counted_in_the_multiples_of_the_workbooks(value: str, en: str) -> None:
    assert LetterAmounts(library())(rule("R02.1", library()), Decimal(value)).en == en


@pytest.mark.parametrize(("value", "zh", "en"), [(1, "1条", "1 report"), (2, "2条", "2 reports")])
def test_a_count_has_the_noun_that_it_asks_for(value: int, zh: str, en: str) -> None:
    assert tuple(LetterAmounts(pack())(rule("R05.2", pack()), value)) == (zh, en)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第 5 条 强化", "第5条 强化"),
        ("不少于 57.5% 的", "不少于57.5%的"),
        ("《表 1》 第 3 行“带队 2 人”", "《表 1》第3行“带队 2 人”"),
        ("Main Library 现有", "Main Library 现有"),
        ("", ""),
    ],
)
def test_spaces_between_words_and_numbers_go_but_not_those_of_quotations(text: str, shown: str) -> None:
    assert closed_up(text) == shown
