"""Recorded waivers (备案): a duty that a document excuses, for a subject and perhaps only for some periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

from assistcheck.audit.outcomes import Outcome
from assistcheck.i18n import untranslated

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Waiver(BaseModel):
    """One recorded waiver; ``expires`` is its last day, compared with the as-of date."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True)

    rule: Words
    subject: Words
    period: str | None = None
    """A month or quarter (``2022-05``, ``2022Q2``); without one the whole duty is excused."""
    document: Words | None = None
    reason: Words
    approved_by: Words
    expires: date

    @field_validator("rule")
    @classmethod
    def _in_capitals(cls, rule: str) -> str:
        return rule.upper()


def waived(outcome: Outcome, waivers: Iterable[Waiver], as_of: date) -> Outcome:
    """Return ``outcome`` as the unexpired waivers of its rule and subject leave it; what is met stays met."""
    if outcome.status not in {"shortfall", "behind", "on_pace", "not_due", "undetermined"}:
        return outcome
    covering = [w for w in waivers if w.rule == outcome.rule.id and w.subject == outcome.subject.name and w.expires >= as_of]
    excused = {w.period for w in covering}
    missing = tuple(period for period in outcome.missing if period not in excused)
    if None not in excused and (missing or not outcome.missing):
        return outcome._replace(missing=missing, gap=len(missing)) if missing != outcome.missing else outcome
    words = "；".join("：".join(filter(None, (w.document, w.reason))) for w in covering)
    return outcome._replace(status="waived", missing=missing, reason="waived", reason_text=untranslated(words))
