"""What can be set: the options that the commands declare, by their names, and for which commands a setting holds.

The keys are those of the command line without hyphens in front: ``as-of`` for ``--as-of``. A key at the top of a file, or a
variable without a command's name, holds

- if ``cli/options.py`` declares such an option: for every command that takes it from there;
- otherwise for every command that has an option of this name.

What is written, and where, is each command's own, however it is declared: ``format`` and ``output`` at the top are those of an
audit, and another command's stand in its table: ``[shortfalls]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

from assistcheck.cli import options
from assistcheck.cli.settings.raw import PREFIX

Option = Any
"""An option of the parser's, which Typer does not name."""
Command = Any

AUDIT = "audit"
_OF_AUDIT_ALONE = frozenset({"format", "output"})
_OF_ALL = frozenset({"rules"})
"""Options that mean the same for every command, whatever words it has for them."""
BY_HAND = frozenset({"confirm", "update-baseline", "allow-growth"})
"""Options that write something only because somebody asks for it in this run: no settings."""
_NO_SETTINGS = BY_HAND | {"help", "version"}
PASSWORD = "password"  # noqa: S105 - the name of a variable
"""What only the environment may say."""
OTHER_VARIABLES = frozenset({f"{PREFIX}{name}" for name in ("PASSWORD", "REMOTE_PASSWORD", "SETTINGS", "NO_SETTINGS", "DEBUG")})
"""Variables that stand for no option."""


def key_of(option: Option) -> str:
    """Return the key of an option: its long name."""
    return str(max(option.opts, key=len)).lstrip("-")


def is_setting(option: Option) -> bool:
    """Whether a parameter is an option that can be set."""
    return option.param_type_name == "option" and key_of(option) not in _NO_SETTINGS


def takes_pairs(option: Option) -> bool:
    """Whether an option's values are ``NAME=VALUE``, which a file may give as a table."""
    return "=" in (option.metavar or "")


def key_options(command: Command, context: Any = None) -> dict[str, Option]:  # noqa: ANN401 - the parser's own
    """Return the options of a command that can be set, by their keys; with a ``context``, also those that it borrows."""
    hints = get_type_hints(command.callback, include_extras=True)
    for option in command.params:
        option.declared = next(iter(getattr(hints[option.name], "__metadata__", ())), None)  # a copy keeps it
    found = command.get_params(context) if context else command.params
    return {key_of(option): option for option in found if is_setting(option)}


@cache
def _shared() -> Mapping[str, Any]:
    """The options that ``cli/options.py`` declares, by their keys."""
    found: dict[str, Any] = {}
    for alias in vars(options).values():
        for info in getattr(alias, "__metadata__", ()):
            given = (info.default, *(info.param_decls or ()))  # Typer takes the first name for a default
            if names := [name for name in given if isinstance(name, str)]:
                found[max(names, key=len).lstrip("-")] = info
    return found


def holds_at_top(table: str, option: Option) -> bool:
    """Whether a key outside all tables holds for this option of a command."""
    key = key_of(option)
    if key in _OF_AUDIT_ALONE:
        return table == AUDIT
    shared = _shared()
    return key in _OF_ALL or key not in shared or option.declared is shared[key]


def table_of(context: Any) -> str:  # noqa: ANN401 - the parser's own
    """Return the table of a command: its name, that of a family's with hyphens: ``rules-list``."""
    names: list[str] = []
    while context.parent is not None:
        names.append(context.info_name)
        context = context.parent
    return "-".join(reversed(names))


@cache
def all_commands() -> Mapping[str, Command]:
    """Return every command of the program by its table; it takes a few hundredths of a second."""
    import typer  # noqa: PLC0415

    from assistcheck.cli.app import build  # noqa: PLC0415 - it has the commands, whose options are asked for here

    found: dict[str, Command] = {}

    def add(group: Command, names: tuple[str, ...]) -> None:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                add(command, (*names, name))
            else:
                found["-".join((*names, name))] = command

    add(typer.main.get_command(build(())), ())
    return found


@cache
def holders() -> Mapping[str, Mapping[str, Option]]:
    """Return, for each key, the commands that a value outside all tables holds for, and the option of each."""
    found: dict[str, dict[str, Option]] = {}
    for table, command in all_commands().items():
        for key, option in key_options(command).items():
            if holds_at_top(table, option):
                found.setdefault(key, {})[table] = option
    return found


def top_options() -> dict[str, Option]:
    """Return, for each key that may stand outside all tables, an option that it holds for."""
    return {key: next(iter(options.values())) for key, options in holders().items()}
