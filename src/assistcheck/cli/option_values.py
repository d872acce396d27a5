"""What the options of :mod:`assistcheck.cli.options` mean, where the parser hands over a text: days, passwords, an engine."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING

from assistcheck import api
from assistcheck.cli.language import say
from assistcheck.cli.options import EngineName
from assistcheck.cli.output import echo_err
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assistcheck.api import RulePack


def the_day(as_of: str | None, quarter: str | None, pack: RulePack) -> date:
    """Return the as-of date that the options mean.

    Raises:
        UsageError: both are given, or one is not a date or a quarter.
    """
    if as_of and quarter:
        raise UsageError(LocalizedText("--as-of 与 --quarter 只能用一个", "give either --as-of or --quarter"))
    day = api.as_of_day(pack, day=as_of, quarter=quarter)
    if day and quarter:
        _warn_outside(quarter, day, pack)
    return day or api.default_as_of(pack, date.today())  # noqa: DTZ011 - the user's own calendar


def day_of(option: str, given: str | None, like: date) -> date | None:
    """Return the day that an option means, ``None`` where it is not given; ``like``: a day that an error shows as an example.

    Raises:
        UsageError: it is no day.
    """
    try:
        return api.calendar_day(given) if given else None
    except ValueError:
        zh, en = f"{option}：“{given}”不是日期；应如 {like}", f"{option}: {given!r} is not a day such as {like}"
        raise UsageError(LocalizedText(zh, en)) from None


def _warn_outside(quarter: str, day: date, pack: RulePack) -> None:
    """Tell whoever names a quarter before or after the programme year, in which nothing falls due."""
    year = pack.programme_year
    if year.first_day <= day <= year.last_day:
        return
    zh, en = ("早于", "before") if day < year.first_day else ("晚于", "after")
    echo_err(
        say(
            f"--quarter {quarter} 截止 {day}，{zh}本规则包的年度（{year.first_day} 至 {year.last_day}）",
            f"--quarter {quarter} ends on {day}, {en} the pack's year ({year.first_day} to {year.last_day})",
        )
    )


def engine_of(name: EngineName | None, scheduler: str | None) -> AbstractContextManager[Executor | None]:
    """Return the engine of ``--engine`` and ``--scheduler``; of ``None``, files are read on this machine.

    Raises:
        UsageError: one of the two is not given.
    """
    if name is None:
        if scheduler:
            raise UsageError(LocalizedText("--scheduler 只与 --engine 一起使用", "--scheduler goes with --engine"))
        return nullcontext()
    if not scheduler:
        words = LocalizedText("--engine 还需要 --scheduler，如 tcp://主机:8786", "--engine needs --scheduler tcp://HOST:8786")
        raise UsageError(words)
    return api.open_engine(name.value, scheduler)


def passwords_of(file: str | None) -> tuple[str, ...]:
    """Return the passwords of ``--password-file``, or the one of ``ASSISTCHECK_PASSWORD``; a flag beats a variable.

    Raises:
        UsageError: the file cannot be read or holds none.
    """
    if file:
        return api.load_passwords(file)
    password = os.environ.get("ASSISTCHECK_PASSWORD")
    return (password,) if password else ()


def readings_of(given: list[str] | None) -> dict[str, str]:
    """Return ``RULE=NAME`` options as a mapping.

    Raises:
        UsageError: one is not of that form, or names a rule twice.
    """
    readings: dict[str, str] = {}
    for text in given or []:
        rule, mark, name = text.partition("=")
        if not (rule and mark and name):
            raise UsageError(LocalizedText(f"--reading {text}：应写成 规则=口径", f"--reading {text}: write RULE=NAME"))
        if readings.setdefault(rule.upper(), name) != name:
            raise UsageError(LocalizedText(f"--reading：{rule} 给了两种口径", f"--reading: two readings for {rule}"))
    return readings


def within_of(given: list[str] | None, pack: RulePack) -> list[tuple[str, str]]:
    """Return ``KIND=NAME`` options as the kinds of the pack and the names.

    Raises:
        UsageError: one is not of that form, or the pack has no such kind.
    """
    return [(api.find_kind(pack, kind), name) for kind, name in pairs_of(given)]


def pairs_of(given: list[str] | None) -> list[tuple[str, str]]:
    """Return ``KIND=NAME`` options as pairs, a kind with underscores.

    Raises:
        UsageError: one is not of that form.
    """
    found: list[tuple[str, str]] = []
    for text in given or []:
        kind, mark, name = text.partition("=")
        if not (kind.strip() and mark and name.strip()):
            raise UsageError(LocalizedText(f"--within {text}：应写成 类别=名称", f"--within {text}: write KIND=NAME"))
        found.append((kind.strip().replace("-", "_"), name))
    return found
