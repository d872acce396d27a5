"""What to fill into a column, in words; shown on its header and on its cells."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang, LocalizedText, untranslated
from assistcheck.ledgers.registry import NOTES_SHEET, ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.model import RulePack
from assistcheck.template.messages import NEED, TYPES, joined


def other_spellings(pack: RulePack) -> Iterator[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Yield each choice that has other spellings: its sheet's title, its header, and the spellings by allowed word."""
    for sheet in ledgers_of(pack).tables:
        for column in sheet.columns:
            if found := pack.spellings(*column.id):
                yield sheet.title, column.header, found


def hint(sheet: Sheet, column: Column, pack: RulePack) -> str:
    """Return what to fill into a column: the pack's own words, then those of its type, then whether it must be filled."""
    lang = pack.manifest.languages[0]
    parts = [column.hint, _of_type(column, pack, lang), _need(sheet, column)]
    return (" " if lang == "en" else "").join(part.text(lang) for part in parts if part.text(lang))


def _of_type(column: Column, pack: RulePack, lang: Lang) -> LocalizedText:
    """Return what the type of a column asks for; nothing where the pack's own words say all there is to say."""
    has_own_words = bool(column.hint.text(lang))
    match column.kind:
        case "choice" | "choices" as kind:
            return TYPES[kind].format(words=joined(column.words))
        case "name":
            return untranslated("") if has_own_words else _of_names(column, pack)
        case "text":
            if has_own_words:
                return untranslated("")
            return TYPES["duty"].format(notes=NOTES_SHEET) if column.is_duty else _example(column)
        case kind:
            currency, example = pack.manifest.currency, column.example or _examples(pack)[kind].text(lang)
            larger = next(iter(currency.multiples), "")
            words = TYPES["amount_or_larger" if kind == "amount" and larger and not column.example else kind]
            return words.format(example=example, unit=currency.unit, larger=larger)


def _of_names(column: Column, pack: RulePack) -> LocalizedText:
    """Return what a column asks for that names a subject: the words of its kind, or of several kinds one after the other."""
    if column.names == ("subject",):
        return TYPES["subject"]
    hints = [pack.subjects.kind(kind).hint or TYPES["kind"].format(kind=pack.subjects.kind(kind).name) for kind in column.names]
    return LocalizedText("".join(one.zh for one in hints), " ".join(one.en for one in hints))


def _example(column: Column) -> LocalizedText:
    return TYPES["text_like"].format(example=column.example) if column.example else TYPES["text"]


def _examples(pack: RulePack) -> dict[str, LocalizedText]:
    """Return what a cell of each type may hold in the programme year."""
    year = pack.programme_year
    day, number = year.day_of(3, 5), year.number
    quarter = pack.manifest.quarter_name.format(year=number, n=1)
    quarters = " 或 ".join(dict.fromkeys((quarter.zh, f"{number}年第一季度")))
    return {
        "date": LocalizedText(f"{day} 或 {day.year}年{day.month}月{day.day}日", f"{day}"),
        "amount": untranslated("50000"),
        "whole": untranslated("0"),
        "percent": LocalizedText("9.5 或 9.5%", "9.5 or 9.5%"),
        "year": untranslated(f"{number}"),
        "quarter": LocalizedText(quarters, quarter.en),
        "month": untranslated(f"{day:%Y-%m}"),
    }


def _need(sheet: Sheet, column: Column) -> LocalizedText:
    if column.required:
        return NEED["required"]
    if column.required_when:
        other, word = column.required_when
        return NEED["required_when"].format(header=sheet.by_name[other].header, word=word)
    if column.hint.zh:
        return untranslated("")
    return NEED["optional_text" if column.kind == "text" else "optional"]
