"""What is wrong with recorded waivers (备案), each fault a line: where, what stands there, the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistcheck.audit.waivers import Waiver
from assistcheck.errors import SideFileError
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.location import Location
from assistcheck.sanitize import visible


class Fault(NamedTuple):
    """What is wrong at one place of a file, and the remedy; of a text ``row`` and ``column`` are its line and character."""

    place: Location
    words: LocalizedText


def refused(faults: Iterable[Fault]) -> SideFileError:
    """Return the error of waivers that are wrong, with a line for each fault."""
    lines = [(where, one.words) for one in faults for where in [place_words(one.place)]]
    zh = "\n".join(visible(f"{where.zh}：{words.zh}") for where, words in lines)
    en = "\n".join(visible(f"{where.en}: {words.en}") for where, words in lines)
    return SideFileError(LocalizedText(zh, en))


def place_words(place: Location) -> LocalizedText:
    """Return a place as messages name it: 备案.yaml:3:1, 备案.xlsx《备案》E5."""
    if place.sheet:
        cell = place.cell
        return LocalizedText(f"{place.path}《{place.sheet}》{cell}", f"{place.path} [{place.sheet}] {cell}".rstrip())
    return untranslated(":".join([place.path, *(str(number) for number in place[2:] if number)]))


def repeated(waivers: Iterable[Waiver]) -> Iterator[Fault]:
    """Yield a fault for each waiver of a rule, subject and period that there is one of already."""
    first: dict[tuple[str, str, str | None], Waiver] = {}
    for one in waivers:
        before = first.setdefault(one.key, one)
        if before is not one:
            yield Fault(one.place, _twice(before, one))


def _twice(before: Waiver, one: Waiver) -> LocalizedText:
    """Return that a duty is waived twice, and where else."""
    line = before.place.row
    if before.place[:2] != one.place[:2]:
        other = place_words(before.place)
    else:
        other = untranslated(before.place.cell) if one.place.sheet else LocalizedText(f"第 {line} 行", f"line {line}")
    zh = f"{one.label} 的备案写了两次（另一次在{other.zh if line and not one.place.sheet else ' ' + other.zh}）；请只留一项"
    return LocalizedText(zh, f"{one.label} is waived twice (also in {other.en}); keep one entry")
