"""Which files of one report are those of another: by path, content, name, or who filled them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple, Protocol

from assistcheck.comparison.record import InputRecord, ReportRecord
from assistcheck.submission.row_accounts import InputStatus

FileFate = Literal["same", "renamed", "resaved", "changed", "came", "went"]
"""What became of a file; ``resaved``: other bytes, the same rows."""


class File(Protocol):
    """What is known of a file of a report."""

    @property
    def path(self) -> str:
        """Its path."""

    @property
    def sha256(self) -> str | None:
        """Of its bytes."""

    @property
    def reporter(self) -> str | None:
        """Who filled it in."""

    @property
    def status(self) -> InputStatus:
        """How reading it went."""


class InputPair(NamedTuple):
    """A file before and after; one of the two may be missing."""

    before: InputRecord | None
    after: InputRecord | None

    @property
    def either(self) -> InputRecord:
        """The later one there is."""
        found = self.after or self.before
        if found is None:
            raise ValueError
        return found

    @property
    def status_change(self) -> tuple[InputStatus, InputStatus] | None:
        """How reading it went before and after, where that differs."""
        if self.before is None or self.after is None or self.before.status == self.after.status:
            return None
        return self.before.status, self.after.status


def paired_inputs(old: ReportRecord, new: ReportRecord) -> list[InputPair]:
    """Return the files of two reports side by side, in the order of the later one; those that went come last."""
    found = partners(old.inputs, new.inputs)
    pairs = [InputPair(old.inputs[found[number]] if number in found else None, one) for number, one in enumerate(new.inputs)]
    went = sorted({*range(len(old.inputs))} - {*found.values()})
    return [*pairs, *(InputPair(old.inputs[number], None) for number in went)]


def partners(old: Sequence[File], new: Sequence[File], *, only_ones: bool = False) -> dict[int, int]:
    """Return by the number of a later file that of the earlier one that it is.

    ``only_ones``: whether the only file on either side that nothing else is known of is one file, too.
    """
    before, after = {**dict(enumerate(old))}, {**dict(enumerate(new))}
    found: dict[int, int] = {}
    for key in (*_KEYS, *((_nothing,) if only_ones else ())):
        for at, partner in [*_matches(before, after, key)]:
            found[partner] = at
            del before[at], after[partner]
    return found


def _matches(
    before: Mapping[int, File], after: Mapping[int, File], key: Callable[[File], Hashable]
) -> Iterator[tuple[int, int]]:
    """Yield the numbers of files that have one key, which no other file has on either side."""
    ours, theirs = _grouped(before, key), _grouped(after, key)
    for name, numbers in theirs.items():
        partners = ours.get(name, ())
        if len(numbers) == len(partners) == 1:
            yield partners[0], numbers[0]


def _grouped(files: Mapping[int, File], key: Callable[[File], Hashable]) -> Mapping[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, one in files.items():
        if (name := key(one)) is not None:
            found[name].append(number)
    return found


def _by_path(one: File) -> Hashable:
    return one.path


def _by_content(one: File) -> Hashable:
    return one.sha256


def _by_name(one: File) -> Hashable:
    return PurePath(one.path.replace("\\", "/")).name


def _by_reporter(one: File) -> Hashable:
    return one.reporter if one.status != "superseded" else None


def _nothing(_: File) -> Hashable:
    return True


_KEYS = (_by_path, _by_content, _by_name, _by_reporter)
"""By what a file is known again, the surest first."""


def senders(report: ReportRecord) -> frozenset[str]:
    """Return who has sent a workbook that could be read."""
    return frozenset(one.reporter for one in _spoken_for(report.inputs) if one.reporter)


def _spoken_for(inputs: Iterable[InputRecord]) -> Iterator[InputRecord]:
    return (one for one in inputs if one.status in {"read", "partial"})
