"""A file of settings held against the options that there are: every key known, every value one of its option's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistcheck.cli.settings.file import Entry, Fault, SettingsFile
from assistcheck.cli.settings.keys import (
    BY_HAND,
    PASSWORD,
    Command,
    Option,
    all_commands,
    holds_at_top,
    key_options,
    top_options,
)
from assistcheck.cli.settings.layers import WITHIN
from assistcheck.cli.settings.values import MisfitError, from_toml, shown
from assistcheck.i18n import LocalizedText, listed
from assistcheck.suggest import closest_matches

_ALL_KEYS = LocalizedText("；全部键：assistcheck config", "; every key: assistcheck config")


class Checker:
    """What holds a file against the options, as one command asks for it."""

    def __init__(self, file: SettingsFile, context: Any, short_options: Callable[[], Mapping[str, str] | None]) -> None:  # noqa: ANN401
        """Take the file, the parser's context, and what makes the pack's short options (``None``: the pack has faults)."""
        self._file = file
        self._context = context
        self._short_options = short_options

    def check(self, table: str, command: Command) -> None:
        """Refuse a file in which something is wrong; ``table`` is that of the ``command`` that runs.

        Raises:
            SideFileError: a line for each fault.
        """
        own = {key: one for key, one in key_options(command, self._context).items() if holds_at_top(table, one)}
        top = {path[0]: entry for path, entry in self._file.entries.items() if len(path) == 1}
        if any(isinstance(entry.value, dict) or key not in own for key, entry in top.items()):
            own = {**top_options(), **own}
        faults = list(self._file.twice)
        for key, entry in top.items():
            if isinstance(entry.value, dict) and key in all_commands():
                faults += self._table_faults(key, all_commands()[key])
            elif key in own:
                faults += self._value_faults(own[key], entry)
            else:
                faults += self._unknown(key, entry, own)
        if faults:
            raise self._file.error(faults)

    def _table_faults(self, table: str, command: Command) -> Iterator[Fault]:
        own = key_options(command)
        for path, entry in self._file.entries.items():
            if len(path) == 1 or path[0] != table:
                continue
            key = path[1]
            if key in own:
                yield from self._value_faults(own[key], entry)
            elif owners := [name for name, other in all_commands().items() if key in key_options(other)]:
                zh = f"{table} 没有 {entry.written} 这个设置；有它的是 {listed(owners, 'zh')}"
                en = f"{table} has no setting {entry.written}; these have: {listed(owners, 'en')}"
                yield Fault(entry.line, LocalizedText(zh, en))
            else:
                yield from self._unknown(key, entry, own)

    def _value_faults(self, option: Option, entry: Entry, kind: str = "") -> Iterator[Fault]:
        try:
            from_toml(option, entry.value, self._file.folder, self._context, kind)
        except MisfitError as error:
            zh, en = error.words
            seen = f"{entry.written} = {shown(entry.value)}"
            yield Fault(entry.line, LocalizedText(f"{seen}：{zh}", f"{seen}: {en}"))

    def _unknown(self, key: str, entry: Entry, known: Mapping[str, Option]) -> Iterator[Fault]:
        """Yield the fault of a key that no command declares, unless it is one of the pack's short options."""
        if key == PASSWORD:
            zh = "密码不写在设置文件里；请用 password-file，或变量 ASSISTCHECK_PASSWORD"
            en = "a password does not stand in a file of settings; use password-file, or the variable ASSISTCHECK_PASSWORD"
            yield Fault(entry.line, LocalizedText(zh, en))
            return
        if key in BY_HAND:
            zh, en = f"{entry.written} 只能在命令行上给出", f"{entry.written} is given on the command line alone"
            yield Fault(entry.line, LocalizedText(zh, en))
            return
        short = self._short_options() if WITHIN in known else {}
        if short is None:  # the pack's own faults are told when it is loaded
            return
        if kind := short.get(key):
            yield from self._value_faults(known[WITHIN], entry, kind)
            return
        is_table = isinstance(entry.value, dict)
        candidates = [*(all_commands() if is_table else ()), *known, *short]
        near = closest_matches(key, candidates)[:1]
        hint = LocalizedText(f"；是否为 {near[0]}？", f"; perhaps {near[0]}?") if near else _ALL_KEYS
        yield Fault(
            entry.line,
            LocalizedText(f"没有 {entry.written} 这个设置{hint.zh}", f"there is no setting {entry.written}{hint.en}"),
        )
