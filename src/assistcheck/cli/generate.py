"""``assistcheck sample``: a workbook to try out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.language import say
from assistcheck.cli.output import echo_err
from assistcheck.cli.output_format import form_of
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.errors import UsageError, writing
from assistcheck.i18n import LocalizedText


class SampleKind(StrEnum):
    """The sample workbooks there are."""

    YEAR = "year"
    MID_YEAR = "mid-year"
    ONE = "one"


_KINDS: Mapping[SampleKind, Literal["year", "mid-year", "one"]] = {
    SampleKind.YEAR: "year",
    SampleKind.MID_YEAR: "mid-year",
    SampleKind.ONE: "one",
}

Target = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar=say("文件", "FILE"), help=say("写入的文件", "the file to write"), show_default=False
    ),
]
Kind = Annotated[
    SampleKind,
    typer.Option(
        "--kind",
        metavar="year|mid-year|one",
        help=say("全年、截至年中，或只有一个报送主体", "the whole year, the year up to its middle, or that of one reporter"),
    ),
]


def sample(
    output: Target,
    rules: opt.Rules = DEFAULT_PACK,
    kind: Kind = SampleKind.YEAR,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
) -> None:
    """Write a synthetic sample workbook; every name in it is invented."""
    check_file(output)
    Inputs((), rules).refuse(output)
    pack = api.load_pack(rules)
    with writing(output):
        api.write_sample(output, kind=_KINDS[kind], pack=pack)
    echo_err(say(f"已写入 {output}（全部为虚构数据）", f"wrote {output} (all of it invented)"))


def check_file(output: str) -> None:
    """Refuse a target that cannot be written, before any work is done."""
    form_of(None, output, ("xlsx",), "xlsx")
    target = Path(output)
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(
            LocalizedText(
                f"无法写入 {output}：不是文件，或文件夹不存在", f"cannot write {output}: not a file, or no such folder"
            )
        )
