"""``assistcheck config``: every setting, its value, and where it came from."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from copy import copy
from enum import Enum, StrEnum
from typing import Annotated, Any, NamedTuple

import typer

from assistcheck import __version__
from assistcheck.cli import options as opt
from assistcheck.cli.command import settings_of_run
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, echo_err, screen_width, write_result
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pack_options import PackCommand
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.cli.settings.keys import (
    OTHER_VARIABLES,
    PASSWORD,
    all_commands,
    holders,
    holds_at_top,
    key_of,
    key_options,
    top_options,
)
from assistcheck.cli.settings.layers import Layer, Origin
from assistcheck.cli.settings.raw import PREFIX, variables
from assistcheck.cli.settings.run import RunSettings, Setting
from assistcheck.cli.settings.search import NO_FILE_FLAG, wanted
from assistcheck.sanitize import visible, without_credentials
from assistcheck.suggest import closest_matches

ConfigFormat = StrEnum("ConfigFormat", {"TEXT": "text", "JSON": "json"})

Shape = Annotated[
    ConfigFormat | None,
    typer.Option(
        "--format",
        metavar="|".join(ConfigFormat),
        help=say("输出格式；默认看 -o 的后缀，否则 text", "format of the list; default: as the name of -o ends, else text"),
    ),
]

_HIDDEN = "***"
"""What stands for a password."""
_LAYERS = {Layer.FLAG: "flag", Layer.COMMAND_VARIABLE: "variable", Layer.VARIABLE: "variable", Layer.DEFAULT: "default"}
"""What JSON calls the layers; the others are the file."""


class Row(NamedTuple):
    """A setting as it is listed."""

    command: str
    """The one command that it is for; empty: all that have the option."""
    key: str
    setting: Setting


class ConfigCommand(PackCommand):
    """A command that takes the options of all others as well, to show what they would be."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - the parser's own, which Typer does not name
        """Return its own options, and those of the others that it has none like."""
        own: list[Any] = super().get_params(ctx)
        taken = {name for option in own for name in option.opts}
        others = [copy(option) for option in top_options().values() if taken.isdisjoint(option.opts)]
        for option in others:
            option.required = False
        return [*own, *others]

    def option_lines(self, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Return its own options alone."""
        own = {max(option.opts, key=len) for option in self.params}
        return [line for line in super().option_lines(ctx) if own.intersection(line[0].replace(",", " ").split())]

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run it with its own options; the others are looked up among the settings of the run."""
        own = {option.name for option in self.params}
        ctx.params = {name: value for name, value in ctx.params.items() if name in own}
        return super().invoke(ctx)


COMMAND = ConfigCommand


def config(ctx: typer.Context, *, output_format: Shape = None, output: opt.Output = STDOUT, lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Show every setting, its value, and where it came from; any option of another command may be given as well."""
    form = form_of(output_format, output, tuple(ConfigFormat), "text")
    Inputs(()).refuse(output)
    run = settings_of_run(ctx)
    rows = list(_rows(run))
    unknown = _unknown_variables()
    write_result((_as_json if form == "json" else _as_text)(run, rows, unknown), output, form)
    for name, near in unknown.items():
        hint = say(f"；是否为 {near}？", f"; perhaps {near}?") if near else ""
        echo_err(say(f"变量 {name} 不是设置{hint}", f"the variable {name} is no setting{hint}"))


def _rows(run: RunSettings) -> Iterator[Row]:
    """Yield what holds for several commands, then each command's own and what it has in the place of the former."""
    shared = [key for key, options in holders().items() if len(options) > 1]
    for key in shared:
        setting = run.found[key]
        is_locale = key == "lang" and setting.origin.layer is Layer.DEFAULT
        yield Row("", key, setting._replace(value=LANG) if is_locale else setting)
        if key == "password-file" and os.environ.get(f"{PREFIX}PASSWORD"):
            yield Row("", PASSWORD, Setting(_HIDDEN, Origin(Layer.VARIABLE, f"{PREFIX}PASSWORD")))
    for table, command in all_commands().items():
        for key, option in key_options(command).items():
            setting = _setting(run, table, option)
            is_shared = key in shared and holds_at_top(table, option)
            if not is_shared or setting.origin.layer in {Layer.COMMAND_VARIABLE, Layer.COMMAND_TABLE}:
                yield Row(table, key, setting)


def _setting(run: RunSettings, table: str, option: Any) -> Setting:  # noqa: ANN401
    """Return what an option of a command is, also where the command is not this one."""
    key, given = key_of(option), run.given(option, table)
    is_borrowed = key not in key_options(all_commands()[run.table]) and holds_at_top(table, option)
    if is_borrowed and run.found[key].origin.layer is Layer.FLAG:
        return run.found[key]
    if given is None:
        return Setting(option.default, Origin(Layer.DEFAULT))
    return Setting(given.value(run.context), given.origin)


def _unknown_variables() -> dict[str, str]:
    """Return the variables that look like settings and are none, each with the nearest that is one, if any is near."""
    known = {
        name
        for table, command in all_commands().items()
        for key, option in key_options(command).items()
        for name in variables(table, key)[: 2 if holds_at_top(table, option) else 1]
    }
    names = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known | OTHER_VARIABLES)
    return {name: next(iter(closest_matches(name, sorted(known))), "") for name in names}


def _as_text(run: RunSettings, rows: list[Row], _: dict[str, str]) -> str:
    shown = [(row.command, row.key, _shown(row.setting.value), _place(row.setting)) for row in rows]
    left, middle = (max(screen_width(row[column]) for row in shown) + 2 for column in (1, 2))
    lines = [_file_line(run), ""]
    table = ""
    for command, key, value, place in shown:
        if command != table:
            lines += ["", f"[{command}]"]
            table = command
        lines.append(f"{key}{' ' * (left - screen_width(key))}{value}{' ' * (middle - screen_width(value))}{place}")
    return "\n".join(map(visible, lines)) + "\n"


def _file_line(run: RunSettings) -> str:
    if run.layers.file:
        return say(f"设置文件：{run.layers.file.path}", f"file of settings: {run.layers.file.path}")
    if wanted(sys.argv[1:], os.environ).refused:
        return say(f"设置文件：不读（{NO_FILE_FLAG}）", f"file of settings: none is read ({NO_FILE_FLAG})")
    return say("设置文件：没有", "file of settings: none")


def _shown(value: object) -> str:
    match value:
        case None | () | []:
            return "—"
        case bool():
            return str(value).lower()
        case list() | tuple():
            return without_credentials(", ".join(map(str, value)))
        case Enum():
            return str(value.value)
        case _:
            return without_credentials(str(value))


def _place(setting: Setting) -> str:
    origin = setting.origin.words.text(LANG)
    by = setting.overruled_by
    return origin + say(f"，不起作用（见 {by}）", f", of no effect (see {by})") if by else origin


def _as_json(run: RunSettings, rows: list[Row], unknown: dict[str, str]) -> str:
    path = str(run.layers.file.path) if run.layers.file else None
    content = {
        "schema": "assistcheck.config/1",
        "tool": {"name": "assistcheck", "version": __version__},
        "file": path,
        "settings": [_entry(row, path) for row in rows],
        "unknown_variables": list(unknown),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _entry(row: Row, path: str | None) -> dict[str, object]:
    value, origin, overruled_by = row.setting
    if isinstance(value, list | tuple):
        value = [without_credentials(str(one)) for one in value]
    return {
        "key": row.key,
        "command": row.command or None,
        "value": without_credentials(value) if isinstance(value, str) else value,
        "from": _LAYERS.get(origin.layer, "file"),
        "name": None if origin.line else origin.name or None,
        "path": path if origin.line else None,
        "line": origin.line or None,
        "overruled_by": overruled_by or None,
    }
