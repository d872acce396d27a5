"""Kinds of subject (责任主体) in words, as the pack names them."""

from __future__ import annotations

from collections.abc import Sequence

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.nouns import plural
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Kind


def kind_name(pack: RulePack, kind: str) -> LocalizedText:
    """Return what a kind of subject is called."""
    return pack.subjects.kind(kind).name


def kind_header(pack: RulePack, kind: str) -> LocalizedText:
    """Return what a column of members of a kind is headed."""
    name = kind_name(pack, kind)
    return LocalizedText(name.zh, name.en[:1].upper() + name.en[1:])


def belongs_to(pack: RulePack, kind: str, group: str) -> bool:
    """Whether the members of a kind belong to members of another one, be it through a third."""
    return group in pack.subjects.above(kind)


def parts_of_reporters(pack: RulePack) -> tuple[Kind, ...]:
    """Return the kinds whose members are shown with those that report, to which they belong."""
    reporting = pack.subjects.roles.reporting
    return tuple(one for one in pack.subjects.kinds if one.id != reporting and belongs_to(pack, one.id, reporting))


def pack_words(pack: RulePack, lang: Lang) -> dict[str, str]:
    """Return what the texts of a report have in braces for a pack's own words.

    ``kind`` and ``kinds`` are those that report, in English one and several of them; ``parts`` what is shown with them;
    ``roster`` the title of the sheet that names them.
    """
    reporting = pack.subjects.kind(pack.subjects.roles.reporting)
    parts = [one.short_name for one in parts_of_reporters(pack)]
    return {
        "kind": reporting.name.text(lang),
        "kinds": reporting.name.zh if lang == "zh" else plural(reporting.name.en),
        "parts": "、".join(one.zh for one in parts) if lang == "zh" else _listed([plural(one.en) for one in parts]),
        "roster": ledgers_of(pack)[reporting.roster].title if reporting.roster else "",
    }


def _listed(nouns: Sequence[str]) -> str:
    """Return nouns as a list in English: units, towns and villages."""
    *others, last = nouns or [""]
    return f"{', '.join(others)} and {last}" if others else last
