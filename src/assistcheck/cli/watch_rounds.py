"""The rounds of a watch: look, wait for rest, audit, and say in a line what has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from assistcheck.cli.failures import failure_of
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import echo_err
from assistcheck.errors import SideFileError, UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.watching.lookout import Change, Rest, State, changes, closed_since, look
from assistcheck.watching.verdict_change import Standing, standing_of, verdict_line

if TYPE_CHECKING:
    from assistcheck.api import Report

_RETRY = 60.0
"""Seconds after which an audit that failed is tried once more, though nothing has changed: a disk has room again."""
_PATIENCE = 60.0
"""Seconds after which files are named that do not come to rest, and a folder that is closed is taken as it is."""
_NEVER, _LONG = float("inf"), 86_400.0
_NAMED = 5
"""Files that are named in a line; of more, the number is said."""
_FATES = {
    "came": LocalizedText("新到 ", "new: "),
    "went": LocalizedText("移走 ", "gone: "),
    "changed": LocalizedText("改动 ", "changed: "),
    "closed": LocalizedText("无法查看 ", "cannot be looked at: "),
}


class Watched(NamedTuple):
    """What is watched."""

    paths: Sequence[str]
    beside: Sequence[str | Path]
    """Files and folders that a run reads beside the submissions."""
    output: str
    day: Callable[[], date | None]
    """The day of judgement where it goes on with the calendar."""

    def look(self) -> State:
        """Return what there is; ``UsageError`` where a folder cannot be reached or holds nothing."""
        return look(self.paths, self.beside, self.output)


class Rounds:
    """Goes round till the program is ended; ``audited`` returns a report, and whether it has been written."""

    def __init__(self, watched: Watched, audited: Callable[[], tuple[Report, bool]], interval: float, settle: float) -> None:
        """Nothing has been looked at yet."""
        self._watched, self._audited = watched, audited
        self._interval, self._settle = interval, settle
        self._rest = Rest(settle)
        self._seen: State | None = None
        """What the last audit has seen; ``None``: there was none yet."""
        self._day: date | None = None
        self._standing: Standing | None = None
        self._due_at = 0.0
        """When an audit is due though nothing may have changed."""
        self._restless_since = _NEVER
        self._hidden, self._hidden_since = "", _NEVER
        """Why it cannot be told what there is, once that has been said, and since when."""
        self._failure = ""
        """What keeps an audit from being made, once that has been said."""

    def go_on(self) -> NoReturn:
        """Go round till somebody interrupts it.

        Raises:
            UsageError: the first audit cannot be made for a reason that no file will change.
        """
        folders = say("、", ", ").join(self._watched.paths)
        zh = f"开始关注 {folders}：每 {self._interval:g} 秒看一次，{self._settle:g} 秒没有改动就核对；Ctrl-C 结束"
        en = f"watching {folders}: a look every {self._interval:g} s, an audit after {self._settle:g} s of rest; Ctrl-C ends it"
        _say(zh, en)
        while True:
            state = self._look()
            time.sleep(self._interval if state is None or not self._step(state) else min(self._interval, self._settle / 4))

    def _step(self, state: State) -> bool:
        """Audit if that is due and everything at rest; whether it is due and has to wait."""
        at_rest = self._rest.reached(state, time.monotonic(), time.time())
        is_due = state != self._seen or self._day != self._watched.day() or time.monotonic() >= self._due_at
        if is_due and at_rest:
            self._audit(state)
        elif is_due:
            self._say_restless(state)
        return is_due and not at_rest

    def _look(self) -> State | None:
        """Return what there is; ``None``, and a line the first time, where that cannot be told."""
        now = time.monotonic()
        try:
            state = self._watched.look()
            lost = closed_since(self._seen, state) if self._seen else []
            words = say(f"{lost[0]}：无法查看", f"{lost[0]}: cannot be looked at") if lost else ""
        except (UsageError, OSError) as error:
            state, words = None, failure_of(error).lines[0]
        if not words:
            if self._hidden:
                _say("又可以查看了", "it can be looked at again")
            self._hidden, self._hidden_since = "", _NEVER
            return state
        if words != self._hidden:
            _say(f"{words}；继续等候", f"{words}; waiting")
        self._hidden, self._hidden_since = words, min(self._hidden_since, now)
        if state is not None and now - self._hidden_since > _PATIENCE:  # it is audited as it is
            return state
        self._due_at = 0.0  # what was read last may have been cut off
        return None

    def _say_restless(self, state: State) -> None:
        """Say once which files have not come to rest for long."""
        now = time.monotonic()
        self._restless_since = min(self._restless_since, now)
        if now - self._restless_since > _PATIENCE:
            self._restless_since = now + _LONG
            what = _named(changes(self._seen or {}, state))
            _say(f"仍在变动，等它静止：{what}", f"still changing, waiting for rest: {what}")

    def _audit(self, state: State) -> None:
        """Audit, and say what has become of the verdict."""
        before, self._seen = self._seen, state
        last_day, self._day = self._day, self._watched.day()
        self._restless_since, self._due_at = _NEVER, _NEVER
        self._hidden, self._hidden_since = "", _NEVER
        if before is None:
            lead = say("首次核对", "first audit")
        else:
            lead = _named(changes(before, state)) or _no_change(last_day, self._day)
        try:
            report, is_new = self._audited()
            standing = standing_of(report)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next file may put it right
            self._fail(error, lead, is_first=before is None)
            return
        words, self._failure = verdict_line(self._standing, standing), ""
        self._standing = standing
        zh = f"已写入 {self._watched.output}" if is_new else f"{self._watched.output} 无须改动"
        en = f"wrote {self._watched.output}" if is_new else f"{self._watched.output} stays as it is"
        _say(f"{lead}：{words.zh}；{zh}", f"{lead}: {words.en}; {en}")

    def _fail(self, error: Exception, lead: str, *, is_first: bool) -> None:
        """Say what keeps an audit from being made; it is tried again once something changes, or after some time.

        Raises:
            UsageError: nothing has been audited yet, and no file will change that.
        """
        is_usage = isinstance(error, UsageError) and not isinstance(error, SideFileError)
        if os.environ.get("ASSISTCHECK_DEBUG") or (is_first and is_usage):
            raise error
        lines = failure_of(error).lines
        if "\n".join(lines) != self._failure:
            _say(f"{lead}：未能核对，改正后再核对", f"{lead}: no audit could be made, and will be once this is put right")
            echo_err(*(f"  {line}" for line in lines))
        self._failure, self._due_at = "\n".join(lines), time.monotonic() + _RETRY


def _no_change(before: date | None, day: date | None) -> str:
    if before != day:
        return say(f"日期变为 {day}", f"the day is now {day}")
    return say("再次核对", "once more")


def _named(what: Sequence[Change]) -> str:
    named = [f"{_FATES[one.kind].text(LANG)}{one.path}" for one in what[:_NAMED]]
    more = len(what) - len(named)
    return say("；", "; ").join(named) + (say(f" 等 {len(what)} 个文件", f" and {more} more") if more else "")


def _say(zh: str, en: str) -> None:
    echo_err(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {say(zh, en)}")
