"""The baseline of a run: read before anything is judged, and written anew where that is asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck import api
from assistcheck.atomic_write import write_pieces
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_groups import BaselineOptions
from assistcheck.cli.output import STDOUT, echo_err
from assistcheck.errors import UsageError, writing
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Report, Request, RulePack
    from assistcheck.cli.protected_inputs import Inputs


def check_baseline(options: BaselineOptions, output: str) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageError: something is to be done to a baseline and none is given, or it is where the result goes.
    """
    path, updates, grows = options
    if grows and not updates:
        words = "--allow-growth 只与 --update-baseline 一起使用"
        raise UsageError(LocalizedText(words, "--allow-growth goes with --update-baseline"))
    if updates and not path:
        words = "--update-baseline 还需要 --baseline 指定文件"
        raise UsageError(LocalizedText(words, "--update-baseline needs --baseline FILE"))
    if path and output != STDOUT and _are_one(Path(path), Path(output)):
        raise UsageError(
            LocalizedText(
                f"-o {output}：这是基线，不能覆盖；请换一个名称，或用 --update-baseline 更新它",
                f"-o {output}: this is the baseline, which is never written over; give another name, or use --update-baseline",
            )
        )


def _are_one(path: Path, other: Path) -> bool:
    """Whether two names are, or will be, one file."""
    with suppress(OSError):
        return path.samefile(other)
    return os.path.realpath(path) == os.path.realpath(other)


def held_against(options: BaselineOptions, request: Request, pack: RulePack) -> Request:
    """Return a request with its baseline, if one is given; one that is to be written need not be there yet.

    Raises:
        UsageError: it is not there, is no report, or is a report of another pack.
    """
    path = options.baseline
    if path is None:
        return request
    if not Path(path).exists():
        if options.update_baseline:
            return request
        raise UsageError(
            LocalizedText(
                f"{path}：没有这个基线文件；请核对名称，或加 --update-baseline 由本次结果写入",
                f"{path}: there is no such baseline; check the name, or add --update-baseline to write this run to it",
            )
        )
    return request._replace(baseline=api.load_baseline(path, pack, request))


def update_baseline(options: BaselineOptions, report: Report, inputs: Inputs) -> None:
    """Write the baseline anew where that is asked for, whole or not at all, and say what it took in.

    Raises:
        UsageError: it is a file that was read otherwise, has changed meanwhile, or cannot be written.
    """
    path = options.baseline
    if not (path and options.update_baseline):
        return
    inputs.refuse(path)
    grows = report.baseline is None or options.allow_growth
    if not (grows or report.complete):
        echo_err(
            say(f"有内容未能读取，基线 {path} 没有更新", f"some input could not be read: the baseline {path} was not updated")
        )
        return
    pieces = api.baseline_pieces(report, LANG, grows=grows)
    with writing(path):
        write_pieces((piece.encode("utf-8") for piece in pieces), path)
    echo_err(_written(path) if grows else _shrunk(path, report))


def _written(path: str) -> str:
    return say(
        f"已写入基线 {path}：今后只有比本次新增或变差的才算不通过",
        f"wrote the baseline {path}: from now on only what is new or worse than this run fails",
    )


def _shrunk(path: str, report: Report) -> str:
    counts, faults = report.outcomes.since.counts, report.baseline.faults if report.baseline else None
    closed, better, new, worse = (counts[state] for state in ("closed", "better", "new", "worse"))
    closed += counts["gone"]
    new_faults, corrected = (faults.new, faults.closed) if faults else (0, 0)
    zh = (
        f"已更新基线 {path}：计入销号 {closed} 项、好转 {better} 项、已改正的填报错误 {corrected} 处；"
        f"未计入新增 {new} 项、变差 {worse} 项、新的填报错误 {new_faults} 处（加 --allow-growth 则计入）"
    )
    en = (
        f"updated the baseline {path}: took in {closed} closed, {better} better, {corrected} corrected faults; "
        f"left out {new} new, {worse} worse, {new_faults} new faults (--allow-growth takes them in)"
    )
    return say(zh, en)
