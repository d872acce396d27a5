"""What a rule pack adds to a command: short options for ``--within``, and the kinds of subject that help names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from assistcheck import api
from assistcheck.cli.command import ARGUMENTS, HELP, Command, empty_value, settings_of_run
from assistcheck.cli.language import say
from assistcheck.errors import AssistCheckError, UsageError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Subjects


class PackCommand(Command):
    """A command whose subjects can be chosen by what they belong to.

    The pack is asked only where an option is none of the command's own, or help is wanted.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the parser's own, which Typer does not name
        """Parse with ``--within`` in the place of the pack's own options."""
        ctx.meta.setdefault(ARGUMENTS, tuple(args))
        own = self._own(ctx)
        if any(one.startswith("--") and one.partition("=")[0] not in own for one in takewhile(lambda one: one != "--", args)):
            rules = settings_of_run(ctx).rules()
            args = list(_spelt_out(args, _short_options(api.load_subjects(api.pack_folder(rules)), own)))
        return super().parse_args(ctx, args)

    def option_lines(self, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Return the options and their words, the pack's own among them; without these where the pack cannot be read."""
        lines = super().option_lines(ctx)
        try:
            subjects = api.load_subjects(api.pack_folder(settings_of_run(ctx).rules()))
        except AssistCheckError:
            return lines
        kinds, found = "|".join(kind.id.replace("_", "-") for kind in subjects.kinds), []
        for names, words in lines:
            found.append((f"--by {kinds}", words) if names.startswith("--by ") else (names, words))
            if names.startswith("--within "):
                found += _short_lines(subjects, self._own(ctx))
        return found

    def _own(self, ctx: Any) -> frozenset[str]:  # noqa: ANN401
        """Return the names of the command's own options."""
        return HELP.union(*(parameter.opts for parameter in self.get_params(ctx)))


def _short_options(subjects: Subjects, own: frozenset[str]) -> dict[str, str]:
    """Return the pack's short options, such as ``--region``, and the kind that each chooses by; none is a command's own."""
    options = {f"--{option.replace('_', '-')}": kind for option, kind in subjects.options.items()}
    return {option: kind for option, kind in options.items() if option not in own}


def _short_lines(subjects: Subjects, own: frozenset[str]) -> Iterator[tuple[str, str]]:
    for option, kind in _short_options(subjects, own).items():
        name = subjects.kind(kind).name
        words = say(f"只核对这些{name.zh}，可重复", f"only what belongs to this {name.en}; repeatable")
        yield f"{option} {say('名称', 'NAME')}", words


def _spelt_out(arguments: Sequence[str], options: Mapping[str, str]) -> Iterator[str]:
    """Yield a command line with ``--within KIND=NAME`` for each short option.

    Raises:
        UsageError: one of them has no value.
    """
    rest = iter(arguments)
    for argument in rest:
        option, mark, value = argument.partition("=")
        if argument == "--":
            yield argument
            yield from rest
        elif option not in options:
            yield argument
        else:
            given = value if mark else next(rest, None)
            if given is None:
                raise UsageError(LocalizedText(f"选项 {option} 缺少取值", f"option {option} requires a value"))
            if not given.strip():
                raise empty_value(option)
            yield from ("--within", f"{options[option]}={given}")
