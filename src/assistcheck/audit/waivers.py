"""Recorded waivers (备案): a duty that a document excuses, for a subject and perhaps only for some periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from assistcheck.audit.outcomes import Excuse, Outcome
from assistcheck.i18n import LocalizedText
from assistcheck.location import NO_LOCATION, Location

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
EXCUSABLE = frozenset({"shortfall", "behind", "on_pace", "not_due", "undetermined"})
"""Statuses of which a waiver excuses; what is met stays met."""


class Waiver(BaseModel):
    """One recorded waiver; ``expires`` is its last day, compared with the as-of date."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True)

    rule: Words
    subject: Words
    """As reports name it; of a unit that owes a duty to each of several: all of them, or with the one in brackets behind it."""
    period: str | None = None
    """A month or quarter (``2022-05``, ``2022Q2``); without one the whole duty is excused."""
    document: Words | None = None
    reason: Words
    approved_by: Words
    expires: date
    place: Location = Field(default=NO_LOCATION, repr=False)
    """Where it is recorded: file and line, or a cell of a sheet."""
    places: tuple[tuple[str, Location], ...] = Field(default=(), repr=False)
    """The same of each field that stands there."""

    @field_validator("rule")
    @classmethod
    def _in_capitals(cls, rule: str) -> str:
        return rule.upper()

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What there is one waiver of at most."""
        return self.rule, self.subject, self.period

    @property
    def label(self) -> str:
        """How messages call it: R05.4 name 2022-05."""
        return " ".join(filter(None, self.key))

    def at(self, field: str) -> Location:
        """Return where one of its fields stands, for a warning: in a text its line, in a sheet its cell."""
        found = dict(self.places).get(field, self.place)
        return found if found.sheet else found._replace(column=0)

    @property
    def excuse(self) -> Excuse:
        """What it says that excuses."""
        return Excuse(self.period, self.document, self.reason, self.approved_by, self.expires)


def waived(outcome: Outcome, waivers: Iterable[Waiver]) -> Outcome:
    """Return ``outcome`` as the unexpired waivers of its rule and subject leave it; what is met stays met."""
    if outcome.status not in EXCUSABLE:
        return outcome
    excused = {one.period: one.excuse for one in waivers}
    missing = tuple(period for period in outcome.missing if period not in excused)
    if None not in excused and (missing or not outcome.missing):
        if missing == outcome.missing:
            return outcome
        taken = tuple(excused[period] for period in outcome.missing if period in excused)
        words = _and(outcome.reason_text, _partly(taken))
        return outcome._replace(missing=missing, gap=len(missing), reason_text=words, excuses=taken)
    whole = (excused[None],) if None in excused else ()
    taken = (*whole, *(excused[period] for period in outcome.missing if period in excused))
    return outcome._replace(status="waived", missing=missing, reason="waived", reason_text=_words(taken), excuses=taken)


def _words(excuses: Sequence[Excuse]) -> LocalizedText:
    """Return what excuses a duty: document, reason, who approved it, until when; periods of one waiver each by themselves."""
    zh, en = zip(*map(_told, excuses), strict=True)
    return LocalizedText("；".join(zh), "; ".join(en))


def _told(one: Excuse) -> LocalizedText:
    zh, en = f"{one.reason}（批准：{one.approved_by}，有效期至 {one.expires}）", f"{one.reason} (approved by {one.approved_by}"
    en += f", valid until {one.expires})"
    parts = tuple(filter(None, (one.period, one.document)))
    return LocalizedText("：".join((*parts, zh)), ": ".join((*parts, en)))


def _partly(excuses: Sequence[Excuse]) -> LocalizedText:
    words = _words(excuses)
    return LocalizedText(f"部分时段已备案：{words.zh}", f"partly waived: {words.en}")


def _and(first: LocalizedText | None, second: LocalizedText) -> LocalizedText:
    return LocalizedText(f"{first.zh}；{second.zh}", f"{first.en}; {second.en}") if first else second
