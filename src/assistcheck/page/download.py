"""The parts of the page from where they are handed out, by name and digest, into a folder that keeps them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from socket import gaierror
from ssl import SSLError
from urllib.error import URLError
from urllib.request import urlopen

from assistcheck.atomic_write import write_whole
from assistcheck.bounded_read import read_side_file
from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.page.parts import ABI, PARTS, PLATFORMS, PYTHON, Archive, Part, Parts, Wheel
from assistcheck.sanitize import without_credentials
from assistcheck.scratch import scratch_folder

Told = Callable[[LocalizedText], None]
"""What hears how far it is."""
_REGISTRY = "https://registry.npmjs.org"
_REGISTRY_VARIABLE = "NPM_CONFIG_REGISTRY"
"""npm's own, which it writes in small letters."""
_PATIENCE = 60.0
"""Seconds in which a registry has to answer."""
_LARGEST = 64 * 2**20
"""Bytes that a part may have."""
_SHOWN = 600
"""Characters of what pip says that a message shows."""
_UNREACHED = re.compile(r"connection broken by .*[>)]: ([^'\"]+)")
_OTHERWISE = LocalizedText(
    "也可以在能联网的电脑上运行 assistcheck page --parts 文件夹 -o 网页，再把这个文件夹带来，用 --parts 指定",
    "or run assistcheck page --parts DIR -o page on a computer with a network, bring that DIR here, and name it with --parts",
)


def collect_parts(folder: Path, told: Told, parts: Parts = PARTS) -> dict[str, bytes]:
    """Return every part by the name of its file; what ``folder`` does not hold is downloaded into it.

    Raises:
        UsageError: a part cannot be had, or is not what it should be, or the folder cannot be used.
    """
    found = {part.file: _kept(part, folder / part.file) for part in parts.all}
    missing = [part for part in parts.all if found[part.file] is None]
    if missing:
        size = sum(part.size for part in missing) / 1e6
        zh = f"下载 {len(missing)} 个部件（{size:.1f} MB），存入 {folder} …"
        told(LocalizedText(zh, f"downloading {len(missing)} parts ({size:.1f} MB) into {folder} …"))
        _make(folder)
        for part, content in _downloaded(missing):
            _keep(content, folder / part.file)
            found[part.file] = content
    return {name: content for name, content in found.items() if content is not None}


def _kept(part: Part, path: Path) -> bytes | None:
    """Return the content of a part that lies in the folder; ``None``: it does not.

    Raises:
        UsageError: the file is not what it should be, or cannot be read.
    """
    try:
        content = read_side_file(path, _LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        why = reason(error)
        raise UsageError(LocalizedText(f"{path}：无法读取：{why.zh}", f"{path} cannot be read: {why.en}")) from None
    remedy = LocalizedText("请删除这个文件后再运行", "delete the file and run again")
    return _checked(part, content, str(path), remedy)


def _checked(part: Part, content: bytes, place: str, remedy: LocalizedText) -> bytes:
    """Return the content of a part.

    Raises:
        UsageError: it is not what it should be.
    """
    if part.digest_of(content) == part.digest:
        return content
    zh = f"{place}：不是应有的文件：应为 {part.size} 字节，{part.digest}；实为 {len(content)} 字节，{part.digest_of(content)}"
    en = (
        f"{place} is not the file that it should be: expected {part.size} bytes, {part.digest}; "
        f"found {len(content)} bytes, {part.digest_of(content)}"
    )
    raise UsageError(LocalizedText(f"{zh}；{remedy.zh}", f"{en}; {remedy.en}"))


def _make(folder: Path) -> None:
    """Make the folder that keeps the parts.

    Raises:
        UsageError: it cannot be.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_keep(folder, error) from None


def _keep(content: bytes, path: Path) -> None:
    try:
        write_whole(content, path)
    except OSError as error:
        raise _cannot_keep(path, error) from None


def _cannot_keep(path: Path, error: OSError) -> UsageError:
    why = reason(error)
    zh = f"无法写入 {path}：{why.zh}；请用 --parts 换一个文件夹"
    return UsageError(LocalizedText(zh, f"cannot write {path}: {why.en}; name another folder with --parts"))


def _downloaded(missing: Sequence[Part]) -> list[tuple[Part, bytes]]:
    """Return parts from where they are handed out.

    Raises:
        UsageError: one cannot be had, or is not what it should be.
    """
    wheels = [part for part in missing if isinstance(part, Wheel)]
    found: list[tuple[Part, bytes]] = [*_from_pip(wheels)] if wheels else []
    return found + [(part, _from_npm(part)) for part in missing if isinstance(part, Archive)]


# --- wheels: pip knows of the office's own index, proxy and certificates ---------------------------


def _from_pip(wheels: Sequence[Wheel]) -> list[tuple[Part, bytes]]:
    """Return wheels as pip downloads them, by name and digest, for the browser's Python whatever runs here.

    Raises:
        UsageError: there is no pip, or it cannot have one.
    """
    if not sys.executable or find_spec("pip") is None:
        python = sys.executable or "python"
        zh = f"这个 Python 没有 pip，不能下载部件；请先运行 {python} -m ensurepip；{_OTHERWISE.zh}"
        en = f"this Python has no pip to download the parts with; run {python} -m ensurepip; {_OTHERWISE.en}"
        raise UsageError(LocalizedText(zh, en))
    try:
        with scratch_folder() as scratch:
            wanted = Path(scratch, "wanted.txt")
            wanted.write_text("".join(f"{one.project}=={one.version} --hash={one.digest}\n" for one in wheels), "utf-8")
            _run_pip(wanted, Path(scratch))
            again = LocalizedText("请检查 pip 用的索引", "look at the index that pip uses")
            return [(one, _checked(one, Path(scratch, one.file).read_bytes(), one.file, again)) for one in wheels]
    except OSError as error:
        why = reason(error)
        raise UsageError(
            LocalizedText(f"pip 下载的文件无法使用：{why.zh}", f"what pip downloads cannot be used: {why.en}")
        ) from None


def _run_pip(wanted: Path, folder: Path) -> None:
    """Let pip download what a list names.

    Raises:
        UsageError: it cannot.
    """
    kinds = [f"--platform={name}" for name in PLATFORMS] + [f"--abi={name}" for name in (ABI, "abi3", "none")]
    run = subprocess.run(  # noqa: S603 - nothing of it is anybody's but ours
        [
            *(sys.executable, "-P", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"),
            *("--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation=cp", f"--python-version={PYTHON}"),
            *(*kinds, f"--dest={folder}", f"--requirement={wanted}"),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if run.returncode == 0:
        return
    why = _said_by_pip(run.stderr.decode("utf-8", "replace"))
    zh = f"pip {why.zh}；请检查网络、代理和 pip 的索引（pip config list）；{_OTHERWISE.zh}"
    en = f"pip {why.en}; look at the network, the proxy and pip's index (pip config list); {_OTHERWISE.en}"
    raise UsageError(LocalizedText(zh, en))


def _said_by_pip(text: str) -> LocalizedText:
    """Return what keeps pip from downloading: that nothing can be reached stands in its warnings alone."""
    if found := _UNREACHED.findall(text):
        return LocalizedText(f"连不上它的索引（{found[-1]}）", f"cannot reach its index ({found[-1]})")
    lines = [line.strip() for line in text.splitlines() if not line.startswith("WARNING") or "ssl" in line.lower()]
    said = without_credentials(" ".join(lines))[-_SHOWN:]
    return LocalizedText(f"不能下载部件：{said}", f"cannot download the parts: {said}")


# --- npm -------------------------------------------------------------------------------------------


def _from_npm(archive: Archive) -> bytes:
    """Return an archive as the registry of npm hands it out, or the one that npm is set to use.

    Raises:
        UsageError: it cannot be had, or is not what it should be.
    """
    named = (value for name, value in os.environ.items() if name.upper() == _REGISTRY_VARIABLE and value)
    address = f"{next(named, _REGISTRY).rstrip('/')}/{archive.project}/-/{archive.file}"
    shown = without_credentials(address)
    if not address.startswith(("https://", "http://")):
        raise _cannot_download(shown, LocalizedText("应是 https:// 网址", "it should begin with https://"))
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - looked at above
            content: bytes = answer.read(_LARGEST)
    except (OSError, HTTPException, ValueError) as error:
        raise _cannot_download(shown, _why(error)) from None
    return _checked(archive, content, shown, LocalizedText("请检查 npm 镜像", "look at the mirror of npm"))


def _cannot_download(address: str, why: LocalizedText) -> UsageError:
    zh = f"无法下载 {address}：{why.zh}；请检查网络和代理，或用变量 {_REGISTRY_VARIABLE} 指定 npm 镜像"
    en = (
        f"cannot download {address}: {why.en}; look at the network and the proxy, "
        f"or name a mirror of npm in the variable {_REGISTRY_VARIABLE}"
    )
    return UsageError(LocalizedText(f"{zh}；{_OTHERWISE.zh}", f"{en}; {_OTHERWISE.en}"))


def _why(error: Exception) -> LocalizedText:
    """Return why an address gave nothing."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, OSError) else error
    match cause:
        case SSLError():
            zh, en = (
                f"证书不被接受（{cause}）；可用变量 SSL_CERT_FILE 指定",
                f"its certificate is refused ({cause}); name yours in SSL_CERT_FILE",
            )
            return LocalizedText(zh, en)
        case gaierror():
            return LocalizedText("找不到这个主机", "no such host")
        case OSError(errno=int()):
            return reason(cause)
    said = without_credentials(str(cause)) or type(cause).__name__
    return LocalizedText(said, said)
