"""``assistcheck annotate``: the submitter's own workbook with its faults marked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistcheck import api
from assistcheck.cli.language import LANG, language_of, say
from assistcheck.cli.option_groups import SourceOptions, with_groups
from assistcheck.cli.output import echo_err, write_result
from assistcheck.cli.pipeline import gather
from assistcheck.errors import UsageError
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import LocalizedText

OnePath = Annotated[
    str,
    typer.Argument(
        metavar=say("路径", "PATH"), help=say("一个工作簿（.xlsx、.xlsm）", "one workbook (.xlsx, .xlsm)"), show_default=False
    ),
]
Copy = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar=say("文件.xlsx", "FILE.xlsx"), help=say("标注后的副本", "the marked copy"), show_default=False
    ),
]


@with_groups
def annotate(path: OnePath, *, output: Copy, sources: SourceOptions) -> None:
    """Write a copy of one workbook with its faults coloured and commented; the workbook itself is never touched."""
    _check(path, output)
    pack, _, submission, _ = gather([path], sources, lambda day, _: api.Request(as_of=day), output=output)
    marked = api.annotate(path, submission, language_of(pack.manifest.languages[0]))
    for loss in marked.losses:
        what = loss.what.text(LANG)
        echo_err(say(f"副本中没有保留：{what} {loss.number} 处", f"not kept in the copy: {what}: {loss.number}"))
    _say_what_is_replaced(Path(output))
    write_result(marked.content, output)
    counts = (marked.rows, marked.errors, marked.remarks)
    zh = "未计入 {} 行；须改正 {} 处，提醒和备注 {} 处；原文件没有改动".format(*counts)
    echo_err(say(zh, "{} rows do not count; {} places to correct, {} remarks; the original is untouched".format(*counts)))
    if marked.account.status != "read":
        raise typer.Exit(ExitCode.INCOMPLETE)
    raise typer.Exit(ExitCode.FAILED if marked.errors else ExitCode.FINE)


def _check(path: str, output: str) -> None:
    """Refuse a target that is of another kind or cannot be written, before any work is done."""
    target = Path(output)
    if target.suffix.lower() != ".xlsx":
        raise UsageError(LocalizedText(f"-o {output}：副本须为 .xlsx 文件", f"-o {output}: the copy has to be a .xlsx file"))
    if Path(path).suffix.lower() not in {".xlsx", ".xlsm"}:
        zh, en = "只能标注 .xlsx 和 .xlsm 文件", "only .xlsx and .xlsm files can be marked"
        raise UsageError(LocalizedText(f"{path}：{zh}", f"{path}: {en}"))
    if not target.parent.is_dir() or (target.exists() and not target.is_file()):
        words = LocalizedText(
            f"无法写入 {output}：不是文件，或文件夹不存在", f"cannot write {output}: not a file, or no such folder"
        )
        raise UsageError(words)


def _say_what_is_replaced(target: Path) -> None:
    if target.exists():
        info = target.stat()
        when = datetime.fromtimestamp(info.st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
        echo_err(
            say(
                f"替换已有的 {target}（{info.st_size:,} 字节，{when}）",
                f"replacing {target} ({info.st_size:,} bytes, of {when})",
            )
        )
