"""Folders of reports to a history: each report is read, counted and let go, the next one after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from assistcheck.audit.request import Selection, with_suggestions
from assistcheck.comparison.history.reports import TrendRecord, find_reports, in_order, read_report
from assistcheck.comparison.history.trend import History, Note, NoteCode, Point, Trend
from assistcheck.errors import RulePackError, UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.rules.folders import pack_folder, shipped_packs
from assistcheck.rules.loader import load_pack
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Subjects
from assistcheck.submission.sources.local_file import shown_path
from assistcheck.suggest import closest_matches

Progress = Callable[[int, int, str], None]
"""Called before each file: how many are done, how many there are, and its path."""
_SHOWN = 5


def read_history(
    paths: Iterable[str],
    *,
    pack: RulePack | None = None,
    selection: Selection = Selection(),  # noqa: B008 - it is never changed
    progress: Progress | None = None,
) -> History:
    """Return the history that the JSON reports in folders make.

    Of several reports of one day the one with the most duties counts, then that with the most workbooks, then the last by
    name. A history without points has notes alone: nothing could be read.

    Args:
        paths: Folders, which are searched through, files, or globs.
        pack: Only reports made with this pack, by its name; left out: all, which have to be of one pack.
        selection: Which duties are counted: of which rules, of which subjects, of what belongs to which region or reporter.
        progress: Called before each file.

    Raises:
        UsageError: a path that is not there, no report in it, reports of several packs, or a selection that none of them knows.
    """
    found = find_reports(paths)
    folder = _Folder(pack, selection)
    folder.note_closed(found.closed)
    for number, path in enumerate(found.files):
        if progress:
            progress(number, len(found.files), path)
        folder.add(path)
    folder.note_others(found.others)
    return replace(folder.history(), files=found.files)


class _Folder:
    """Reports while they are read."""

    def __init__(self, pack: RulePack | None, selection: Selection) -> None:
        self._pack = pack
        self._selection = selection
        self._notes: list[Note] = []
        self._trends: dict[str, Trend] = {}
        self._points: dict[str, dict[object, Point]] = {}
        """By pack and day."""
        self._other_packs: dict[str, int] = {}
        self._others: list[str] = []
        self._complete = True

    def note_closed(self, folders: Iterable[str]) -> None:
        for path in folders:
            self._note_broken(LocalizedText(f"{shown_path(path)}：没有权限", f"{shown_path(path)}: no permission"))

    def note_others(self, names: Iterable[str]) -> None:
        """Note the files that are no reports."""
        others = [*map(shown_path, names), *self._others]
        if others:
            zh, en = (mark.join(others[:_SHOWN]) for mark in ("、", ", "))
            zh += f" 等共 {len(others)} 个" if len(others) > _SHOWN else ""
            en += f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
            self._note("other-file", f"不是 JSON 报告，未读取：{zh}", f"no JSON reports, left out: {en}")

    def add(self, path: str) -> None:
        """Read a file and count what it holds."""
        try:
            record = read_report(path)
        except UsageError as error:
            self._note_broken(error.words)
            return
        if record is None:
            self._others.append(shown_path(path))
        elif self._pack and record.rules.pack != self._pack.manifest.name:
            self._other_packs[record.rules.pack] = self._other_packs.get(record.rules.pack, 0) + 1
        else:
            self._keep(record, shown_path(path))

    def _keep(self, record: TrendRecord, path: str) -> None:
        """Keep a report, unless another one of its day counts."""
        name = record.rules.pack
        if name not in self._trends:
            self._trends[name] = Trend(self._pack.subjects if self._pack else _subjects_of(name), self._selection)
        point = self._trends[name].point(record, path)
        points = self._points.setdefault(name, {})
        rival = points.get(point.as_of)
        if rival is not None:
            self._note_rivals(*(one.path for one in sorted((rival, point), key=_rank)), alike=_alike(rival, point))
        points[point.as_of] = max(rival, point, key=_rank) if rival else point

    def history(self) -> History:
        """Return the history of what was kept.

        Raises:
            UsageError: there is no report, there are several packs, or nobody knows what is selected.
        """
        for name, number in self._other_packs.items():
            zh = f"{number} 份报告用的是另一个规则包 {name}，未计入"
            self._note("other-pack", zh, f"reports made with another rule pack, {name}, left out: {number}")
        if len(self._points) > 1:
            raise _several(self._points)
        if not self._points and self._complete:
            raise _none(self._notes)
        name, points = next(iter(self._points.items()), ("", {}))
        trend = self._trends.get(name) or Trend(None, self._selection)
        history = trend.history(name, points.values(), self._notes, complete=self._complete)
        if points:
            _check(self._selection, trend, history)
        return history

    def _note(self, code: NoteCode, zh: str, en: str) -> None:
        self._notes.append(Note(code, LocalizedText(zh, en)))

    def _note_broken(self, words: LocalizedText) -> None:
        self._notes.append(Note("broken", words))
        self._complete = False

    def _note_rivals(self, loser: str, winner: str, *, alike: bool) -> None:
        if alike:
            self._note(
                "repeated", f"{loser} 与 {winner} 内容相同，只计一次", f"{loser} says the same as {winner}; it counts once"
            )
        else:
            zh = f"{loser} 与 {winner} 是同一天的报告，以 {winner} 为准"
            self._note("same-day", zh, f"{loser} and {winner} are reports of one day; {winner} counts")


def _rank(point: Point) -> tuple[object, ...]:
    """Return by what one of several reports of a day counts."""
    return point.duties, point.counting, in_order(point.path)


def _alike(one: Point, other: Point) -> bool:
    return one._replace(path="") == other._replace(path="")


def _subjects_of(name: str) -> Subjects | None:
    """Return the kinds of subject of a pack that ships; a report's word alone leads to no other folder."""
    if name not in shipped_packs():
        return None
    try:
        return load_pack(pack_folder(name)).subjects
    except RulePackError:
        return None


def _several(points: Mapping[str, Mapping[object, Point]]) -> UsageError:
    zh = "、".join(f"{name}（{len(found)} 份）" for name, found in points.items())
    en = ", ".join(f"{name} ({len(found)})" for name, found in points.items())
    return UsageError(
        LocalizedText(
            f"其中有几个规则包的报告：{zh}；它们的数不能相比，请用 --rules 指定一个",
            f"there are reports of several rule packs: {en}; their figures cannot be compared, choose one with --rules",
        )
    )


def _none(notes: Iterable[Note]) -> UsageError:
    zh, en = "没有找到 JSON 报告；请给出存放 audit -o 名称.json 所写文件的文件夹", "no JSON report was found"
    en += "; give a folder of files written by audit -o NAME.json"
    told = [*notes]
    return UsageError(
        LocalizedText("；".join([zh, *(one.words.zh for one in told)]), "; ".join([en, *(one.words.en for one in told)]))
    )


def _check(selection: Selection, trend: Trend, history: History) -> None:
    """Refuse what no report knows: a mistyped name must not pass as nothing met.

    Raises:
        UsageError: naming the first.
    """
    for rule in sorted(selection.rules - trend.rules):
        words = LocalizedText(f"这些报告中没有规则 {rule}", f"no report has the rule {rule}")
        raise UsageError(with_suggestions(words, closest_matches(rule, sorted(trend.rules))))
    kinds = [kind for kind in history.roles if kind]
    for kind, name in sorted(selection.within):
        if kind not in kinds:
            zh = f"--within {kind}：报告中只写明各主体属于哪个 {'、'.join(kinds)}，只能按它选取"
            en = f"--within {kind}: reports say to which {' and '.join(kinds)} a subject belongs; choose by that"
            raise UsageError(LocalizedText(zh, en))
        _check_name(name, (known for of, known in trend.known if of == kind), trend)
    for name in sorted(selection.subjects):
        _check_name(name, (known for _, known in trend.known), trend)


def _check_name(name: str, known: Iterator[str], trend: Trend) -> None:
    names = sorted({*known})
    if name not in names:
        words = LocalizedText(f"这些报告中没有 {name}", f"no report names {name}")
        raise UsageError(with_suggestions(words, closest_matches(name, names, endings=trend.endings)))
