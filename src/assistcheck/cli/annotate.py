"""``assistcheck annotate``: submitters' own workbooks with their faults marked, one by one or all of a folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, language_of, say
from assistcheck.cli.option_groups import LetterOptions, SourceOptions, with_groups
from assistcheck.cli.output import echo_err, write_result
from assistcheck.cli.output_folder import is_file, names_shown, target_folder, write_files
from assistcheck.cli.pipeline import gather
from assistcheck.cli.progress import progress_bar
from assistcheck.errors import UsageError
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Request, ReviewedFolder, RulePack

Copy = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件夹", "DIR"),
        help=say(
            "写入的文件夹；只有一个工作簿时可以是 .xlsx 文件",
            "the folder to write into; a .xlsx file where there is but one workbook",
        ),
        show_default=False,
    ),
]
OnlyErrors = Annotated[
    bool,
    typer.Option(
        "--only-errors",
        help=say("只须核对、没有须改正的工作簿不发回", "send nothing back where there are only warnings"),
    ),
]


@with_groups
def annotate(
    paths: opt.Paths,
    *,
    output: Copy,
    only_errors: OnlyErrors = False,
    sources: SourceOptions,
    letter: LetterOptions,
) -> None:
    """Write copies of workbooks with their faults coloured and commented; the workbooks themselves are never touched."""
    if is_file(output):
        _mark_one(paths, output, sources)
    else:
        _mark_all(paths, output, sources, letter, only_errors=only_errors)


def _mark_all(paths: list[str], output: str, sources: SourceOptions, letter: LetterOptions, *, only_errors: bool) -> None:
    """Write what goes back with each workbook into a folder, and tell how it went."""
    folder = target_folder(output)

    def request_of(day: date, _: RulePack) -> Request:
        letter.letter(day)  # refused before any file is waited for
        return api.Request(as_of=day)

    pack, request, submission, inputs = gather(paths, sources, request_of)
    found = api.annotate_all(
        pack,
        submission,
        inputs.content_of,
        request.as_of,
        lang=language_of(pack.manifest.languages[0]),
        letter=letter.letter(request.as_of),
        only_errors=only_errors,
    )
    with progress_bar(wanted=not sources.no_progress) as progress:
        write_files(folder, found.files(progress), inputs)
    if left := found.no_longer_needed(one.name for one in folder.iterdir()):
        names = names_shown(left)
        echo_err(
            say(
                f"其中 {len(left)} 个是以前写的，这次不再需要，请不要再发出：{names}",
                f"{len(left)} of them were written earlier and are needed no more; do not send them: {names}",
            )
        )
    _say_how_it_went(found)
    raise typer.Exit(found.exit_code)


def _say_how_it_went(found: ReviewedFolder) -> None:
    """Tell how many workbooks there are of each sort, and which have no marked copy."""
    for one in found.returned:
        if one.why.zh:
            echo_err(f"{one.reviewed.path}{say('：', ': ')}{one.why.text(LANG)}")
    review = found.review()
    counts, errors = review.sorts, review.errors
    echo_err(
        say(
            f"{len(found.returned)} 个文件：须改正的 {counts['wrong']} 个（{errors} 处），只须核对的 {counts['doubtful']} 个，"
            f"没能读取的 {counts['unread']} 个，没有须改正的 {counts['fine']} 个；原文件都没有改动",
            f"{len(found.returned)} files: {counts['wrong']} to correct ({errors} places), "
            f"{counts['doubtful']} only to look at, {counts['unread']} not read, {counts['fine']} with nothing to correct; "
            "the originals are untouched",
        )
    )


def _mark_one(paths: list[str], output: str, sources: SourceOptions) -> None:
    """Write the marked copy of one workbook, and say what it lacks."""
    path = _only(paths, output)
    pack, _, submission, *_ = gather([path], sources, lambda day, _: api.Request(as_of=day), output=output)
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


def _only(paths: list[str], output: str) -> str:
    """Return the one workbook of which a copy is made; refuse a target that is of another kind or cannot be written.

    Raises:
        UsageError: there are several, or something else than a workbook that can be marked; or the target is wrong.
    """
    target = Path(output)
    if target.suffix.lower() != ".xlsx":
        raise UsageError(LocalizedText(f"-o {output}：副本须为 .xlsx 文件", f"-o {output}: the copy has to be a .xlsx file"))
    if len(paths) > 1:
        zh, en = "工作簿不止一个；请给出文件夹", "there are several workbooks; give a folder"
        raise UsageError(LocalizedText(f"-o {output}：{zh}", f"-o {output}: {en}"))
    path = paths[0]
    if Path(path).suffix.lower() not in {".xlsx", ".xlsm"}:
        zh = "只能标注 .xlsx 和 .xlsm 文件；文件夹和其他格式，请用 -o 给出文件夹"
        en = "only .xlsx and .xlsm files can be marked; for a folder or files of other kinds give a folder with -o"
        raise UsageError(LocalizedText(f"{path}：{zh}", f"{path}: {en}"))
    if not target.parent.is_dir() or (target.exists() and not target.is_file()):
        words = LocalizedText(
            f"无法写入 {output}：不是文件，或文件夹不存在", f"cannot write {output}: not a file, or no such folder"
        )
        raise UsageError(words)
    return path


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
