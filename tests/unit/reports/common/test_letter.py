"""The terms of a letter: harmless texts, and no answer that is due before the letter goes out."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.errors import UsageError
from assistcheck.reports.common.letter import Letter

AS_OF, ISSUED = date(2022, 6, 30), date(2022, 7, 1)


def test_the_texts_are_harmless_and_without_blanks_around_them() -> None:
    letter = Letter(issuer=" 办公室\x1b[31m ", contact="甲\n乙", document_number="\u202e1号")
    assert (letter.issuer, letter.contact, letter.document_number) == ("办公室␛[31m", "甲␊乙", "<U+202E>1号")


@pytest.mark.parametrize("reply_by", [None, date(2022, 7, 1), date(2022, 7, 15)])
def test_an_answer_on_the_day_of_the_letter_or_later_is_taken(reply_by: date | None) -> None:
    Letter(reply_by=reply_by, issued_on=ISSUED).check(AS_OF)


@pytest.mark.parametrize("issued_on", [None, date(2022, 6, 1), AS_OF])
def test_an_answer_on_the_as_of_date_is_taken_and_one_before_it_refused(issued_on: date | None) -> None:
    Letter(reply_by=AS_OF, issued_on=issued_on).check(AS_OF)
    with pytest.raises(UsageError, match="2022-06-29, which is before"):
        Letter(reply_by=date(2022, 6, 29), issued_on=issued_on).check(AS_OF)


def test_an_answer_before_the_day_of_the_letter_is_refused_in_both_languages() -> None:
    with pytest.raises(UsageError) as raised:
        Letter(reply_by=date(2022, 6, 30), issued_on=ISSUED).check(AS_OF)
    assert raised.value.words.zh == "反馈截止日期 2022-06-30 早于成文日期 2022-07-01；请改成不早于它的日期"
    assert "before the day of the letter, 2022-07-01" in raised.value.words.en
