"""``assistcheck template``: the empty collection workbook, or one for each who reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.generate import check_file
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_values import passwords_of
from assistcheck.cli.output import STDOUT, echo_err, refuse_on_terminal, write_result
from assistcheck.cli.output_folder import is_file, refuse_to_replace, target_folder, write_files
from assistcheck.cli.output_format import form_of
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.errors import UsageError
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import LocalizedText

Target = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件或文件夹", "FILE|DIR"),
        help=say("写入的文件；给出 --roster 时为文件夹", "the file to write; with --roster the folder to write into"),
        show_default=False,
    ),
]
Roster = Annotated[
    str | None,
    typer.Option(
        "--roster",
        metavar=say("文件", "FILE"),
        help=say(
            "名册工作簿：其中的报送主体每个一份，只有应填的工作表",
            "workbook of rosters: one for each reporter in it, with the sheets that they owe",
        ),
    ),
]
"""Not the option that other commands share: a roster that is set for these does not make a workbook for each."""


def template(
    output: Target,
    roster: Roster = None,
    rules: opt.Rules = DEFAULT_PACK,
    password_file: opt.PasswordFile = None,
    limit: opt.LimitTexts = None,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
) -> None:
    """Write the empty collection workbook, with every sheet and header; with a roster, one for each who reports."""
    inputs = Inputs((roster, password_file), rules)
    inputs.refuse(output)
    if roster is None:
        _write_for_all(output, rules)
        return
    form_of(None, output, ("xlsx",), "xlsx")
    folder = None if is_file(output) else target_folder(output)
    if folder is None:
        check_file(output)
    pack = api.load_pack(rules)
    read = api.read_roster(roster, pack, limits=api.parse_limits(limit or ()), passwords=passwords_of(password_file))
    echo_err(*api.fault_lines(read.faults, LANG))
    if not read.readable:
        raise typer.Exit(ExitCode.INCOMPLETE)
    files = api.reporter_templates(pack, read.roster)
    if folder is None:
        _write_only(files, output)
    else:
        write_files(folder, files, inputs)
    raise typer.Exit(ExitCode.FINE if read.is_whole else ExitCode.INCOMPLETE)


def _write_for_all(output: str, rules: str) -> None:
    """Write the workbook that is the same for everybody.

    Raises:
        UsageError: the file cannot be written.
    """
    if output == STDOUT:
        refuse_on_terminal("xlsx", output)
    else:
        check_file(output)
        refuse_to_replace(Path(output))
    content = api.template_of(api.load_pack(rules))
    write_result(content, output)


def _write_only(files: Iterator[tuple[str, bytes]], output: str) -> None:
    """Write the only workbook under the name ``output``.

    Raises:
        UsageError: there are several, or the file cannot be written.
    """
    refuse_to_replace(Path(output))
    (_, content), *more = islice(files, 2)
    if more:
        zh = f"-o {output}：名册中的报送主体不止一个；请给出文件夹"
        raise UsageError(LocalizedText(zh, f"-o {output}: the roster names several reporters; give a folder"))
    write_result(content, output)
