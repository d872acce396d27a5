"""What to fill into a column, in words; shown on its header and on its cells."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang, LocalizedText, untranslated
from assistcheck.ledgers.registry import NOTES_SHEET, Ledgers, ledgers_of
from assistcheck.ledgers.schema import Column, FieldKind, Sheet
from assistcheck.rules.model import RulePack
from assistcheck.template.messages import NEED, TYPES, joined
from assistcheck.template.scope import Scope


def other_spellings(scope: Scope) -> Iterator[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Yield each choice that has other spellings: its sheet's title, its header, and the spellings by allowed word."""
    for sheet in scope.sheets:
        for column in sheet.columns:
            if found := scope.pack.spellings(*column.id):
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
            example = untranslated(column.example) if column.example else _example_of(kind, ledgers_of(pack))
            return TYPES[kind].format(example=example, unit=pack.manifest.currency.unit)


def _of_names(column: Column, pack: RulePack) -> LocalizedText:
    """Return what a column asks for that names a subject: the words of its kind, or of several kinds one after the other."""
    if column.names == ("subject",):
        return TYPES["subject"]
    hints = [pack.subjects.kind(kind).hint or TYPES["kind"].format(kind=pack.subjects.kind(kind).name) for kind in column.names]
    return LocalizedText("".join(one.zh for one in hints), " ".join(one.en for one in hints))


def _example(column: Column) -> LocalizedText:
    return TYPES["text_like"].format(example=column.example) if column.example else TYPES["text"]


def _example_of(kind: FieldKind, ledgers: Ledgers) -> LocalizedText:
    """Return what a cell of a type may hold in the programme year."""
    ways = ledgers.conventions
    match kind:
        case "date":
            return _either(*ways.example_days)
        case "amount":
            return LocalizedText(ways.money.example, f"50000 or {ways.money.example}")
        case "percent":
            return _either("9.5", "9.5%")
        case "quarter":
            return _either(*ways.example_quarters)
        case "month":
            return _either(*ways.example_months)
        case _:
            return untranslated(f"{ways.number}")


def _either(one: str, other: str) -> LocalizedText:
    return LocalizedText(f"{one} 或 {other}", f"{one} or {other}")


def _need(sheet: Sheet, column: Column) -> LocalizedText:
    if column.required:
        return NEED["required"]
    if column.required_when:
        other, word = column.required_when
        return NEED["required_when"].format(header=sheet.by_name[other].header, word=word)
    if column.hint.zh:
        return untranslated("")
    return NEED["optional_text" if column.kind == "text" else "optional"]
