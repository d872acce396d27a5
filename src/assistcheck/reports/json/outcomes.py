"""Outcomes in the published shape: as data, and as lines of JSON text, very many of which are made quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from json import JSONEncoder
from typing import TYPE_CHECKING

from assistcheck.audit.outcomes import Excuse, Outcome, Rows, Subject, Threshold
from assistcheck.audit.published import published_gap
from assistcheck.i18n import Lang
from assistcheck.reports.common.escaping import escaped
from assistcheck.reports.common.numbers import plain, quantity_of, unit_of
from assistcheck.rules.model import Quantity, RulePack

if TYPE_CHECKING:
    from assistcheck.audit.baseline import Held
    from assistcheck.reports.json import model

_encoded = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_BEFORE_FIGURE = frozenset({"rule", "clause", "level", "subject"})
_BEHIND_FIGURE = frozenset({"evidence", "excluded", "waivers"})


def compact(value: object) -> str:
    """Return a value as JSON text in one line, harmless on a terminal."""
    return escaped(_encoded(value))


class OutcomeData:
    """Outcomes of one report in the published shape."""

    def __init__(self, pack: RulePack, lang: Lang, held: Held | None = None) -> None:
        """Keep the language, the kinds by which a subject is grouped, and what the outcomes are held against."""
        self._held = held
        self._lang: Lang = lang
        self._roles = pack.subjects.roles

    def of(self, outcome: Outcome) -> model.Outcome:
        """Return one outcome."""
        rule, subject, status, value, goal, expected, _, due, missing, reason, words, reading = outcome[:12]
        quantity = quantity_of(rule)
        found: model.Outcome = {
            "rule": rule.id,
            "clause": rule.clause,
            "level": rule.level,
            "subject": self.subject(subject),
            "status": status,
            "value": None if value is None else plain(value, quantity),
            "target": _target(goal, quantity),
            "expected": plain(expected, quantity),
            "gap": published_gap(outcome),
            "unit": unit_of(rule).text(self._lang),
            "due": due.isoformat() if due else None,
            "missing": list(missing),
            "reason": reason,
            "reason_text": words.text(self._lang) if words else None,
            "reading": reading,
            "evidence": [_rows(rows) for rows in outcome.evidence],
            "excluded": [_rows(rows) for rows in outcome.excluded],
        }
        if outcome.excuses:
            found["waivers"] = [_waiver(one) for one in outcome.excuses]
        if self._held and (state := self._held.state_of(outcome)):
            found["baseline_state"] = state
        return found

    def subject(self, subject: Subject) -> model.Subject:
        """Return whom a duty binds or is for."""
        found = {"kind": subject.kind, "name": subject.name, self._roles.region: subject.region}
        found[self._roles.reporting] = subject.reporter
        found["debtor"] = subject.owed_by.words.text(self._lang)
        return found


def _target(goal: Threshold, quantity: Quantity) -> model.Target:
    low = plain(goal.low, quantity)
    found: model.Target = {}
    if goal.kind == "between":
        found["between"] = [low, plain(goal.low if goal.high is None else goal.high, quantity)]
    else:
        found[goal.kind] = low
    return found


def _rows(rows: Rows) -> model.Rows:
    found: model.Rows = {"path": rows.path, "sheet": rows.sheet, "rows": [[first, last] for first, last in rows.ranges]}
    if rows.reason:
        found["reason"] = rows.reason
    return found


def _waiver(one: Excuse) -> model.Waiver:
    return {
        "period": one.period,
        "document": one.document,
        "reason": one.reason,
        "approved_by": one.approved_by,
        "expires": one.expires.isoformat(),
    }


class OutcomeLines:
    """Outcomes of one report as JSON text; what rules, subjects and figures share is made once."""

    def __init__(self, pack: RulePack, lang: Lang, held: Held | None = None) -> None:
        """Write in the language ``lang``; ``held``: what the outcomes are held against."""
        self._data = OutcomeData(pack, lang)
        self._held = held
        self._subjects: dict[int, str] = {}  # by identity: the report keeps them
        self._around = cache(_around)

    def of(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """Yield a line for each of some outcomes of one rule."""
        subjects, figures = self._subjects, dict[object, str]()
        rule = outcomes[0].rule
        head = compact({"rule": rule.id, "clause": rule.clause, "level": rule.level}).removesuffix("}")
        for outcome in outcomes:
            subject = subjects.get(id(outcome.subject)) or self._subject(outcome.subject)
            shared = outcome[2:12]
            figure = figures.get(shared)
            if figure is None:
                figure = figures[shared] = self._figure(outcome)
            evidence, excluded = self._rows(outcome.evidence), self._rows(outcome.excluded)
            more = f',"waivers":{compact([_waiver(one) for one in outcome.excuses])}' if outcome.excuses else ""
            if self._held and (state := self._held.state_of(outcome)):
                more += f',"baseline_state":"{state}"'
            yield f'{head},"subject":{subject},{figure},"evidence":[{evidence}],"excluded":[{excluded}]{more}}}'

    def _subject(self, subject: Subject) -> str:
        found = self._subjects[id(subject)] = compact(self._data.subject(subject))
        return found

    def _figure(self, outcome: Outcome) -> str:
        """Return what stands between the subject of an outcome and its rows."""
        data = {key: value for key, value in self._data.of(outcome).items() if key not in _BEFORE_FIGURE | _BEHIND_FIGURE}
        return compact(data).removeprefix("{").removesuffix("}")

    def _rows(self, found: Sequence[Rows]) -> str:
        texts = []
        for rows in found:
            before, behind = self._around(rows.path, rows.sheet, rows.reason)
            spelt = ",".join([f"[{first},{last}]" for first, last in rows.ranges])
            texts.append(f"{before}{spelt}{behind}")
        return ",".join(texts)


def _around(path: str, sheet: str, reason: str | None) -> tuple[str, str]:
    """Return what stands before and behind the ranges of rows."""
    behind = f'],"reason":{compact(reason)}}}' if reason else "]}"
    return f'{{"path":{compact(path)},"sheet":{compact(sheet)},"rows":[', behind
