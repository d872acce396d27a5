"""A folder that results are written into: each file whole or not at all, never outside it, and what it replaced is said."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistcheck.cli.language import say
from assistcheck.cli.output import STDOUT, tell, write_whole
from assistcheck.errors import UsageError
from assistcheck.language import Say

_NAMED = 5
"""Files that are named in a message; of more, the number is said."""


def ready_folder(output: str) -> Path:
    """Return the folder to write into, made if it is not there.

    Raises:
        UsageError: it is no folder, or cannot be made.
    """
    folder = Path(output)
    if output == STDOUT or (folder.exists() and not folder.is_dir()):
        raise UsageError(Say(f"-o {output}：应是文件夹", f"-o {output}: give a folder"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(Say(f"无法建立文件夹 {output}：{error.strerror}", f"cannot make {output}: {error.strerror}")) from None
    return folder.resolve()


def write_files(folder: Path, files: Iterable[tuple[str, bytes]], inputs: Iterable[str]) -> int:
    """Write files into a folder and say what was new, replaced, left as it was, and what else lies there.

    Returns:
        How many files were written.

    Raises:
        UsageError: a file cannot be written, or would replace one of the ``inputs``.
    """
    read = {Path(path).resolve() for path in inputs}
    fates: dict[str, list[str]] = {"new": [], "replaced": [], "same": []}
    for name, content in files:
        target = folder / name
        if target in read:
            raise UsageError(
                Say(
                    f"{target} 是填报文件，不能覆盖；请用 -o 换一个文件夹", f"{target} is an input; give another folder with -o"
                )
            )
        try:
            fates[_fate(target, content)].append(name)
            write_whole(content, target)
        except OSError as error:
            raise UsageError(Say(f"无法写入 {target}：{error.strerror}", f"cannot write {target}: {error.strerror}")) from None
    _told(folder, fates)
    return sum(map(len, fates.values()))


def _fate(target: Path, content: bytes) -> str:
    """Return what writing a file does: make a new one, replace another, or leave it as it was."""
    if not target.exists():
        return "new"
    return "same" if target.is_file() and target.read_bytes() == content else "replaced"


def _told(folder: Path, fates: dict[str, list[str]]) -> None:
    new, replaced, same = (len(fates[fate]) for fate in ("new", "replaced", "same"))
    total = new + replaced + same
    tell(
        say(
            f"已写入 {folder}：{total} 个文件（新建 {new}，替换 {replaced}，内容未变 {same}）",
            f"wrote {total} files into {folder} ({new} new, {replaced} replaced, {same} unchanged)",
        )
    )
    if fates["replaced"]:
        names = _names(fates["replaced"])
        tell(say(f"替换了原有文件：{names}", f"replaced: {names}"))
    written = {name for names in fates.values() for name in names}
    files = (one.name for one in folder.iterdir() if one.is_file() and one.name[0] not in ".~")
    others = sorted(name for name in files if name not in written)
    if others:
        names = _names(others)
        tell(say(f"文件夹中另有 {len(others)} 个文件不是本次写入的：{names}", f"{len(others)} other files lie there: {names}"))


def _names(names: list[str]) -> str:
    shown = say("、", ", ").join(name.encode("utf-8", "replace").decode() for name in names[:_NAMED])
    return shown + (say(f" 等 {len(names)} 个", f" and more, {len(names)} in all") if len(names) > _NAMED else "")
