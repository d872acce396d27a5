"""What Pydantic checks of the values in a pack's files: types under the names that the fields of the models have.

They take the place of the plain types of those names where a file is read; see :func:`assistcheck.rules.frozen.checked_model`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator, StringConstraints, WithJsonSchema

from assistcheck.i18n import Lang, LocalizedText, untranslated
from assistcheck.rules import ledgers, model, subjects, vocabulary
from assistcheck.rules.frozen import ContradictionError


def _writable(text: str) -> str:
    """Return a text that every format of a report can hold; ``ContradictionError`` for any other."""
    if any((mark < " " and mark not in "\n\t") or "\ud800" <= mark <= "\udfff" or mark in "\ufffe\uffff" for mark in text):
        raise ContradictionError(
            "文字中不能有控制字符或半个字符", "a text holds no control characters and no halves of characters"
        )
    return text


def _words(given: Any) -> LocalizedText:  # noqa: ANN401 - whatever the YAML file says
    """Return a text as a pack gives it: one for each language, or one that stands for both."""
    match given:
        case LocalizedText():
            return given
        case str() if given.strip():
            return untranslated(_writable(given.strip()))
        case dict() if given and given.keys() <= {"zh", "en"} and all(isinstance(v, str) and v.strip() for v in given.values()):
            texts = {lang: _writable(text.strip()) for lang, text in given.items()}
            return LocalizedText(texts.get("zh") or texts["en"], texts.get("en") or texts["zh"])
        case dict() if others := [str(key) for key in given if key not in {"zh", "en"}]:
            raise ContradictionError(
                f"没有语言 {others[0]}；可用：zh、en；含逗号的文字要加引号",
                f"unknown language {others[0]}; allowed: zh, en; a text with a comma stands in quotation marks",
            )
    raise ContradictionError(
        "应为一段文字，或每种语言一段：{zh: …, en: …}", "needed: a text, or one in each language: {zh: …, en: …}"
    )


def _stands_in_the_folder(given: str) -> str:
    if given in {".", ".."} or any(mark in given for mark in "/\\:"):
        raise ContradictionError(
            "应为规则包文件夹里的文件名，不带路径", "the name of a file in the pack's own folder, without any path"
        )
    return given


def _names_year_and_quarter(given: LocalizedText) -> LocalizedText:
    if any(vocabulary.braced(text) != {"year", "n"} for text in given):
        raise ContradictionError(
            "季度的名称含 {year} 和 {n}，不能有别的花括号", "a quarter's name holds {year} and {n}, and no other braces"
        )
    return given


def _names_no_more_than_the_period(given: LocalizedText) -> LocalizedText:
    if any(vocabulary.braced(text) - {"period"} for text in given):
        raise ValueError("a notice's title may hold {period}, and no other braces")
    return given


_TEXT = {"type": "string", "minLength": 1}
_WORDS_SCHEMA = {
    "anyOf": [
        _TEXT,
        {"type": "object", "properties": {"zh": _TEXT, "en": _TEXT}, "additionalProperties": False, "minProperties": 1},
    ]
}
_AT_LEAST_ONE = Field(min_length=1)

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_writable)]
Texts = Annotated[tuple[Text, ...], _AT_LEAST_ONE]
Words = Annotated[LocalizedText, PlainValidator(_words), WithJsonSchema(_WORDS_SCHEMA)]
Days = Annotated[int, Field(gt=0, le=36_525)]
Condition = Annotated[vocabulary.Condition, Field(discriminator="test")]
Figure = Annotated[vocabulary.Figure, Field(discriminator="kind")]
Applicability = Annotated[vocabulary.Applicability, Field(discriminator="test")]

KindId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Kinds = Annotated[tuple[subjects.Kind, ...], _AT_LEAST_ONE]

RuleId = Annotated[str, StringConstraints(pattern=r"^R\d{2}\.\d{1,2}$")]
ReadingName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Goal = Annotated[Decimal, Field(max_digits=24, decimal_places=12)]
Period = Annotated[model.Period, Field(discriminator="kind")]
ClauseNumber = Annotated[int, Field(ge=0)]
YearNumber = Annotated[int, Field(ge=1900, le=9000)]
Decimals = Annotated[int, Field(ge=0, le=2)]
Multiple = Annotated[int, Field(gt=1)]
Amount = Annotated[int, Field(gt=0)]
PackName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Languages = Annotated[tuple[Lang, ...], _AT_LEAST_ONE]
SourceName = Annotated[Text, AfterValidator(_stands_in_the_folder)]
NoticeTitle = Annotated[Words, AfterValidator(_names_no_more_than_the_period)]
QuarterName = Annotated[Words, AfterValidator(_names_year_and_quarter)]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Ids = Annotated[tuple[Id, ...], _AT_LEAST_ONE]
OneId = Annotated[tuple[Id, ...], Field(min_length=1, max_length=1)]
Columns = Annotated[tuple[ledgers.ColumnSpec, ...], _AT_LEAST_ONE]
Check = Annotated[ledgers.Check, Field(discriminator="test")]
