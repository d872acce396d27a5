"""Sheets that came back, and those that were sent, to one account, list by list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from assistcheck.comparison.record import ReportRecord
from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.replies.answers import Ways, answer_of
from assistcheck.replies.judging import judged
from assistcheck.replies.keys import ItemKey, ListKey
from assistcheck.replies.model import Answer, ExtraRow, ListReply, Remark
from assistcheck.replies.sheet import IndexSheet, ListRow, ListSheet

Identity = tuple[str, date, str, str]
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """What one file holds."""

    path: str
    modified: datetime | None
    """When it was last saved, by its own properties."""
    sheets: tuple[ListSheet, ...]
    indexes: tuple[IndexSheet, ...]


@dataclass(slots=True)
class _Copy:
    """The rows of one list in one file."""

    path: str
    modified: datetime
    key: ListKey
    answers: dict[int, tuple[ItemKey, Answer]] = field(default_factory=dict)
    extras: list[ExtraRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """How many items say something."""
        return sum(answer.says_something for _, answer in self.answers.values())

    @property
    def rank(self) -> tuple[bool, datetime, int, str]:
        """By which one of several copies counts: one that answers, the last that was saved, the fullest, the last by name."""
        return self.filled > 0, self.modified, self.filled, self.path


def gathered(
    came: Iterable[Found], sent: Iterable[Found], ways: Ways, as_of: date, report: ReportRecord | None
) -> tuple[ListReply, ...]:
    """Return what came back of every list that is known, by the files that came or by those that were sent."""
    came, sent = list(came), list(sent)
    originals, copies = _originals(sent), dict[Identity, list[_Copy]]()
    for copy in (copy for one in came for copy in _copies(one, ways, originals)):
        copies.setdefault(copy.key.identity, []).append(copy)
    expected = _expected([*sent, *came])
    for identity, of_list in copies.items():
        expected.setdefault(identity, of_list[0].key)
    lists = (
        _list(key, copies.get(identity, ()), originals.get(identity, {}), as_of, report) for identity, key in expected.items()
    )
    return tuple(sorted(lists, key=lambda one: (one.key.as_of, one.key.by, one.key.name)))


def _expected(files: Sequence[Found]) -> dict[Identity, ListKey]:
    """Return every list that an index or a list itself names."""
    keys = [key for one in files for index in one.indexes for key in index.lists]
    keys += [sheet.key for one in files for sheet in one.sheets if sheet.key]
    return {key.identity: key for key in reversed(keys)}


def _originals(sent: Iterable[Found]) -> dict[Identity, dict[int, ItemKey]]:
    """Return the items of the lists as they were sent, by their numbers."""
    found: dict[Identity, dict[int, ItemKey]] = {}
    for row in (row for one in sent for sheet in one.sheets for row in sheet.rows):
        if row.key:
            found.setdefault(row.key.of.identity, {})[row.key.number] = row.key
    return found


def _copies(file: Found, ways: Ways, originals: Mapping[Identity, dict[int, ItemKey]]) -> Iterator[_Copy]:
    """Yield each list that a file holds rows of."""
    found: dict[Identity, _Copy] = {}

    def copy_of(key: ListKey) -> _Copy:
        return found.setdefault(key.identity, _Copy(file.path, file.modified or _BEGINNING, key))

    for sheet in file.sheets:
        if sheet.key:
            copy_of(sheet.key)
        for row in sheet.rows:
            item = _item_of(row, sheet, originals)
            own = item.of if item else sheet.key or (row.key.of if row.key else None)
            if own is None:
                continue
            copy = copy_of(own)
            if item is None:
                copy.extras.append(ExtraRow(row.place, row.texts))
                copy.remarks.append(_unknown(row))
                continue
            if item is not row.key:
                copy.remarks.append(_moved(row))
            _take(copy, item, answer_of(row._replace(key=item), sheet, ways))
    yield from found.values()


def _item_of(row: ListRow, sheet: ListSheet, originals: Mapping[Identity, dict[int, ItemKey]]) -> ItemKey | None:
    """Return the item that a row answers: what it shows, where its key belongs to another; ``None``: it cannot be told."""
    key = row.key
    if key is None or not row.seal or row.seal == key.seal:
        return key
    own = sheet.key or key.of
    items = [other.key for other in sheet.rows if other.key and other.key.of == own]
    shown = [item for item in (*items, *originals.get(own.identity, {}).values()) if item.seal == row.seal]
    if shown:
        return shown[0]
    return key if key.of == own else None


def _moved(row: ListRow) -> Remark:
    words = LocalizedText(
        "这一行的识别码是别的事项的，按这一行写的事项计",
        "the key of this row is that of another item; the item that it shows counts",
    )
    remedy = LocalizedText("请核对；不要复制、移动隐藏的识别码列", "check it; do not copy or move the hidden column of keys")
    return Remark("moved-key", "warning", row.place, words, remedy)


def _take(copy: _Copy, key: ItemKey, answer: Answer) -> None:
    """Keep the answer of a row; of two rows of one item the one that says more."""
    known = copy.answers.get(key.number)
    if known and known[1].says_something and answer.says_something:
        first, second = known[1].place.row, answer.place.row
        words = LocalizedText(
            f"第 {first} 行和第 {second} 行是同一事项，只计一行", f"rows {first} and {second} are one item; one counts"
        )
        remedy = LocalizedText("请删去多余的一行", "remove the row that is not needed")
        copy.remarks.append(Remark("repeated-row", "warning", answer.place, words, remedy))
    if known is None or _says(answer) > _says(known[1]):
        copy.answers[key.number] = key, answer


def _says(answer: Answer) -> int:
    return sum(map(bool, (answer.measures, answer.finish, answer.finish_text, answer.person, answer.proof, answer.state)))


def _unknown(row: ListRow) -> Remark:
    if row.key:
        words = LocalizedText(
            "这一行的识别码是另一份清单的，写的事项也对不上，照录未计",
            "the key of this row is that of another list, and the item that it shows is not known; shown, not counted",
        )
        remedy = LocalizedText("请填在发出的清单中原来的行", "answer in the row of the list that was sent")
        return Remark("unknown-row", "warning", row.place, words, remedy)
    if row.is_broken:
        words = LocalizedText("这一行的识别码已损坏，不知是哪一事项", "the key of this row is broken, so its item is not known")
        remedy = LocalizedText("请填在发出的清单中原来的行", "answer in the row of the list that was sent")
        return Remark("unknown-row", "warning", row.place, words, remedy)
    words = LocalizedText(
        "这一行没有识别码，不是清单中的事项，照录未计", "a row without a key, which is no item of the list; shown, not counted"
    )
    remedy = LocalizedText("是对某一事项的答复，请填到该事项的行", "if it answers an item, write it into the row of that")
    return Remark("row-without-key", "note", row.place, words, remedy)


def _list(
    key: ListKey, copies: Sequence[_Copy], original: dict[int, ItemKey], as_of: date, report: ReportRecord | None
) -> ListReply:
    if not copies:
        gone = tuple(judged(item, Answer(), as_of, report) for item in original.values())
        return ListReply(key, "", gone, unknown=max(0, key.items - len(gone)))
    counts, *others = sorted(copies, key=lambda copy: copy.rank, reverse=True)
    answered = [other for other in others if other.filled]
    items = {number: judged(item, answer, as_of, report) for number, (item, answer) in counts.answers.items()}
    items |= {number: judged(item, Answer(), as_of, report) for number, item in original.items() if number not in items}
    remarks = [*counts.remarks, *_more(counts, answered), *_dropped(counts, key)]
    return ListReply(
        key=key,
        path=counts.path,
        items=tuple(items[number] for number in sorted(items)),
        unknown=max(0, key.items - len(items)),
        extras=tuple(counts.extras),
        others=tuple(other.path for other in answered),
        remarks=tuple(remarks),
    )


def _more(counts: _Copy, others: Sequence[_Copy]) -> Iterator[Remark]:
    for other in others:
        words = LocalizedText(
            f"同一清单的另一份答复，以最后保存的 {counts.path} 为准",
            f"another answer to the same list; {counts.path}, which was saved last, counts",
        )
        yield Remark(
            "older-answer",
            "note",
            Location(other.path),
            words,
            LocalizedText("核对后删去多余的一份", "remove the one that is not needed"),
        )


def _dropped(counts: _Copy, key: ListKey) -> Iterator[Remark]:
    missing = [number for number in range(1, key.items + 1) if number not in counts.answers]
    if missing and counts.filled:
        shown = missing[:10]
        more = "…" if len(missing) > len(shown) else ""
        zh, en = "、".join(map(str, shown)) + more, ", ".join(map(str, shown)) + more
        words = LocalizedText(f"清单中的第 {zh} 项已不在答复中", f"items of the list that are no longer in the answer: {en}")
        remedy = LocalizedText("请用发出的清单答复，不要删行", "answer in the list that was sent, and delete no rows")
        yield Remark("dropped-rows", "warning", Location(counts.path), words, remedy)
