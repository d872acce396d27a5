"""Other subjects: a test of whom a duty binds left out or changed, owed once instead of for each."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.pack_tools.mutants.words import other_words
from assistcheck.rules.model import AppliesTo, RulePack
from assistcheck.rules.vocabulary import Applicability


def bindings(subject: AppliesTo, pack: RulePack) -> Iterator[tuple[str, AppliesTo]]:
    """Yield other subjects of a rule, each with words for the change."""
    for place, test in enumerate(subject.only_if):
        before, after = subject.only_if[:place], subject.only_if[place + 1 :]
        yield f"subject {test.test} removed", subject.model_copy(update={"only_if": (*before, *after)})
        for words, values in _values(test, subject, pack):
            changed = (*before, test.model_copy(update={"values": values}), *after)
            yield f"subject {test.test} {words}", subject.model_copy(update={"only_if": changed})
    kind = pack.subjects.kind(subject.kind)
    if subject.per:
        yield "subject per removed", subject.model_copy(update={"per": None})
    elif kind.several and kind.belongs_to:
        yield f"subject per {kind.belongs_to[0]}", subject.model_copy(update={"per": kind.belongs_to[0]})


def _values(test: Applicability, subject: AppliesTo, pack: RulePack) -> Iterator[tuple[str, tuple[str, ...]]]:
    match test.test:
        case "is":
            others = [one for one in pack.subjects.kind(subject.kind).members if one not in test.values]
        case "says":
            others = other_words(pack, pack.subjects.kind(subject.kind).roster or "", test.column, test.values)
        case "group_says":
            others = other_words(pack, test.roster, test.column, test.values)
        case _:
            return
    for value in test.values if len(test.values) > 1 else ():
        yield f"without {value}", tuple(one for one in test.values if one != value)
    for value in others:
        yield f"-> {value}", (value,)
