"""A folder that results are written into: all files or none, never outside it, and what was replaced is said."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path

from assistcheck import api
from assistcheck.cli.language import say
from assistcheck.cli.output import STDOUT, echo_err, write_result
from assistcheck.cli.output_format import ending_form
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.drafts import Draft, undisturbed
from assistcheck.errors import UsageError, reason, writing
from assistcheck.file_lock import folder_lock
from assistcheck.i18n import LocalizedText

_AT_ONCE = 200
"""Files that are put into their places together, once all of them are written: a program may have as many open everywhere."""
_PATIENCE = 10.0
"""Seconds that another run is waited for which is putting its files into the same folder."""
_FILLED_IN = frozenset({".xlsx", ".docx", ".csv"})
"""How files end that people write into: what somebody wrote is never replaced."""
_NAMED = 5
"""Files that are named in a message; of more, the number is said."""


def target_folder(output: str) -> Path:
    """Return the folder to write into, which is made once there is something to put there.

    Raises:
        UsageError: it is no folder, or cannot be made.
    """
    folder = Path(output)
    if output == STDOUT or (folder.exists() and not folder.is_dir()):
        raise UsageError(LocalizedText(f"-o {output}：应是文件夹", f"-o {output}: give a folder"))
    try:
        found = folder.resolve()
        if not _nearest(found).is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as error:
        raise _cannot_make(output, error) from None
    return found


def _nearest(folder: Path) -> Path:
    """Return the folder itself, or the nearest around it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _cannot_make(folder: object, error: OSError) -> UsageError:
    why = reason(error)
    return UsageError(LocalizedText(f"无法建立文件夹 {folder}：{why.zh}", f"cannot make {folder}: {why.en}"))


def is_file(output: str) -> bool:
    """Whether a target is a file, by how its name ends, and not a folder."""
    return ending_form(output) is not None and not output.endswith(("/", os.sep)) and not Path(output).is_dir()


def write_only(files: Iterable[tuple[str, bytes]], output: str) -> None:
    """Write the only list of several files, of which the last is their index, under the name ``output``.

    Raises:
        UsageError: there are several lists, or the file cannot be written or is what somebody wrote.
    """
    first, *more = islice(files, 3)
    if len(more) > 1:
        raise UsageError(
            LocalizedText(
                f"-o {output}：清单不止一份；请给出文件夹，或用 --subject、--within 只选一份",
                f"-o {output}: there are several lists; give a folder, or choose one with --subject or --within",
            )
        )
    if not more:
        echo_err(say("没有清单可出，没有写入文件", "there was no list to make; nothing was written"))
        return
    refuse_to_replace(Path(output))
    write_result(first[1], output)


def write_files(folder: Path, files: Iterable[tuple[str, bytes]], inputs: Inputs) -> int:
    """Write files into a folder and say what was new, replaced, left as it was, and what else lies there.

    All are written before the first takes its place (of very many, some hundreds at a time), so that whoever is stopped, or
    finds the disk full, leaves the folder as it was; another run that is doing the same is waited for.

    Returns:
        How many files were written.

    Raises:
        UsageError: a file cannot be written, or would replace one of the ``inputs`` or what somebody wrote.
    """
    fates: dict[str, list[str]] = {"new": [], "replaced": [], "same": []}
    left = iter(files)
    while _write_some(folder, islice(left, _AT_ONCE), inputs, fates):
        pass
    _told(folder, fates)
    return sum(map(len, fates.values()))


def _write_some(folder: Path, files: Iterable[tuple[str, bytes]], inputs: Inputs, fates: dict[str, list[str]]) -> bool:
    """Write files, put them into their places, and note what each did; whether there were any."""
    with ExitStack() as left:
        drafts: dict[Path, Draft] = {}
        for name, content in files:
            target = folder / name
            inputs.refuse(target)
            fate = _fate(target, content)
            if fate == "replaced":
                refuse_to_replace(target)
            fates[fate].append(name)
            with writing(target):
                drafts[target] = left.enter_context(Draft(_nearest(folder)))
                drafts[target].file.write(content)
                drafts[target].file.flush()
        if drafts:
            _place(folder, drafts)
        return bool(drafts)


def refuse_to_replace(target: Path) -> None:
    """Refuse a target that this program did not write, or in which somebody has written since.

    Raises:
        UsageError: it is one.
    """
    if target.suffix.lower() not in _FILLED_IN or target.is_symlink() or not target.is_file():
        return  # a link goes, what it points to stays
    if not api.is_as_written(str(target)):
        zh = f"{target}：这个文件不是本工具写的，或者写出后有人填写、另存过，不会替换；请把它移走，或用 -o 换一个文件夹"
        en = (
            f"{target}: this file was not written by assistcheck, or somebody has saved it since; it is not replaced. "
            "Move it away, or give another folder with -o"
        )
        raise UsageError(LocalizedText(zh, en))


def _place(folder: Path, drafts: dict[Path, Draft]) -> None:
    """Put files into their places, as the only run that does."""
    try:
        with _made(folder), folder_lock(folder, _PATIENCE), undisturbed():
            for target, draft in drafts.items():
                with writing(target):
                    draft.place(target)
    except TimeoutError:
        zh = f"另一次运行正在写入 {folder}，等了 {_PATIENCE:.0f} 秒仍未结束；请稍后再试，或用 -o 换一个文件夹"
        en = f"another run is writing into {folder} and has not ended in {_PATIENCE:.0f} seconds; try again, or give another -o"
        raise UsageError(LocalizedText(zh, en)) from None


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder if it is not there; where nothing comes of it, it is gone again.

    Raises:
        UsageError: it cannot be made.
    """
    around = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot_make(folder, error) from None
        yield
    except BaseException:
        for one in around:
            with suppress(OSError):  # somebody has put something there
                one.rmdir()
        raise


def _fate(target: Path, content: bytes) -> str:
    """Return what writing a file does: make a new one, replace another, or leave it as it was."""
    if not target.exists():
        return "new"
    try:
        is_same = target.is_file() and target.read_bytes() == content
    except OSError:  # one that may be replaced but not read
        is_same = False
    return "same" if is_same else "replaced"


def _told(folder: Path, fates: dict[str, list[str]]) -> None:
    new, replaced, same = (len(fates[fate]) for fate in ("new", "replaced", "same"))
    total = new + replaced + same
    echo_err(
        say(
            f"已写入 {folder}：{total} 个文件（新建 {new}，替换 {replaced}，内容未变 {same}）",
            f"wrote {total} files into {folder} ({new} new, {replaced} replaced, {same} unchanged)",
        )
    )
    if fates["replaced"]:
        names = names_shown(fates["replaced"])
        echo_err(say(f"替换了原有文件：{names}", f"replaced: {names}"))
    written = {name for names in fates.values() for name in names}
    files = (one.name for one in folder.iterdir() if one.is_file() and one.name[0] not in ".~")
    others = sorted(name for name in files if name not in written)
    if others:
        names = names_shown(others)
        echo_err(
            say(f"文件夹中另有 {len(others)} 个文件不是本次写入的：{names}", f"{len(others)} other files lie there: {names}")
        )


def names_shown(names: list[str]) -> str:
    """Return names of files in words, the first few of them."""
    shown = say("、", ", ").join(name.encode("utf-8", "replace").decode() for name in names[:_NAMED])
    return shown + (say(f" 等 {len(names)} 个", f" and more, {len(names)} in all") if len(names) > _NAMED else "")
