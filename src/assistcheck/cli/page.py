"""``assistcheck page``: the folder that any web server hands out, with which people without a terminal audit in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.language import say
from assistcheck.cli.output import echo_err

Target = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件夹", "DIR"),
        help=say("写入的文件夹", "the folder to write"),
        show_default=False,
    ),
]
Parts = Annotated[
    str,
    typer.Option(
        "--parts",
        metavar=say("文件夹", "DIR"),
        help=say("保存已下载部件的文件夹", "folder that keeps what was downloaded"),
    ),
]


def page(
    output: Target,
    parts: Parts,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
) -> None:
    """Write the page into a folder."""
    api.write_page(output, parts=parts)
    echo_err(say(f"已写入 {output}", f"wrote {output}"))
