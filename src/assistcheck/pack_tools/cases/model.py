"""What a file of cases holds: a template row for each sheet, and cases that say how their rows differ from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistcheck.audit.outcomes import Outcome, Reason, Status
from assistcheck.i18n import LocalizedText
from assistcheck.rules.checks import Text

Value = date | datetime | int | float | str | None
"""One cell of a case."""
Row = dict[str, Value | list[Value]]
"""Column -> cell. A list gives one row for each of its values; ``times: 3`` repeats the row; ``{n}`` is its number."""
Sheets = dict[str, list[Row]]
Number = int | float | str | None
"""A number as a case writes it; a text may be a fraction, such as 3/5."""


class Written(BaseModel):
    """Base of what a file of cases holds: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Expected(Written):
    """What one outcome must be; only what is given is compared."""

    status: Status
    subject: Text | None = None
    """Of whom; left out: the subject of the file."""
    per: Text | None = None
    """Of a duty that is owed to each of several: to which one."""
    value: Number = None
    gap: Number = None
    expected: Number = None
    missing: tuple[str, ...] = ()
    """Ended months or quarters without their number."""
    reason: Reason | None = None

    def faults(self, outcomes: Sequence[Outcome]) -> Iterator[LocalizedText]:
        """Yield how ``outcomes`` differ from what is expected."""
        found = [one for one in outcomes if one.subject.name == self.subject and self.per in {None, _owed_to(one)}]
        whom = " ".join(filter(None, (self.subject, self.per)))
        if len(found) != 1:
            yield LocalizedText(f"{whom}：有 {len(found)} 项结论，应有 1 项", f"{whom}: {len(found)} outcomes, not 1")
            return
        for name in sorted(self.model_fields_set - {"subject", "per"}):
            told, wanted = getattr(found[0], name), getattr(self, name)
            if not (_number(told) == _number(wanted) if name in {"value", "gap", "expected"} else told == wanted):
                shown, asked = _shown(told), _shown(wanted)
                yield LocalizedText(f"{whom}：{name} 为 {shown}，应为 {asked}", f"{whom}: {name} is {shown}, not {asked}")


class Entry(Written):
    """One case as written: either ``as_of`` and ``expect``, or ``dates`` with what to expect on each."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    as_of: date | None = None
    """The day of judgement; left out: that of the file."""
    reading: Text | None = None
    """A reading of the rule by its name."""
    roster: dict[str, list[Row] | None] = Field(default_factory=dict)
    """Rosters that stand in place of the world's; ``null``: not sent."""
    roster_adds: Sheets = Field(default_factory=dict)
    """Rows that are added to the world's rosters."""
    sheets: Sheets = Field(default_factory=dict)
    """The rows of each sheet that was sent, each as it differs from the template; a sheet that is not named was not sent."""
    expect: Expected | tuple[Expected, ...] = ()
    dates: dict[date, Expected | tuple[Expected, ...]] = Field(default_factory=dict)
    """Days of judgement, and what to expect on each."""


class CaseFile(Written):
    """One file: what its cases have in common, and the cases."""

    subject: Text
    """Whom the outcomes are of, where a case names nobody."""
    per: Text | None = None
    """Of a duty that is owed to each of several: to which one."""
    as_of: date | None = None
    """The day of judgement; left out: the last day of the programme year."""
    template: dict[str, Row] = Field(default_factory=dict)
    """Sheet -> the row that those of the cases differ from."""
    cases: tuple[Entry, ...] = Field(min_length=1)
    equivalent: dict[Text, Text] = Field(default_factory=dict)
    """Mutants of the rule that no case can notice, by how they begin -> why not."""


def _owed_to(outcome: Outcome) -> str | None:
    kind = outcome.rule.subject.per
    return outcome.subject.group(kind) if kind else None


def _number(value: Any) -> Fraction | None:  # noqa: ANN401 - a figure, or a number as a case writes it
    return None if value is None else Fraction(str(value))


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever an outcome holds
    if isinstance(value, tuple):
        return "、".join(value) or "-"
    return "-" if value is None else str(value)
