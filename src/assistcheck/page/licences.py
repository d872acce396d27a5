"""Under which licences the parts of the page are handed on, with the texts that come with them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from email import message_from_bytes
from email.message import Message
from zipfile import ZipFile

from assistcheck.page.parts import Parts, Wheel
from assistcheck.page.wheels import metadata_name

LICENCES = "LICENSES.txt"
_HEAD = """\
What this folder holds of other people's work, beside assistcheck itself, and under which licences.
本文件夹中除 assistcheck 自身外的软件及其许可。
"""
_RULE = "=" * 80
_TEXT = re.compile(r"[^/]+\.dist-info/(?:licenses/.*[^/]|licen[cs]e[^/]*|copying[^/]*)", re.IGNORECASE)
"""A file of a wheel that has the words of a licence."""
_CLASSIFIER = "License :: OSI Approved :: "


def licence_notice(collected: Mapping[str, bytes], parts: Parts) -> str:
    """Return what is said of the licences of all parts; ``collected`` has the parts by their names of files."""
    python = parts.pyodide
    source = f"{python.licence}; its source, and what it holds of others, CPython among them: {python.source}"
    told = [f"{python.project} {python.version}\n{source}\n"]
    told += [_of_wheel(wheel, collected[wheel.file]) for wheel in parts.wheels]
    return f"\n{_RULE}\n".join([_HEAD, *told])


def _of_wheel(wheel: Wheel, content: bytes) -> str:
    """Return the licence of a wheel, and the texts of it that lie in the wheel."""
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        licence = _licence(message_from_bytes(archive.read(metadata_name(names))))
        texts = [_text(archive.read(name)) for name in sorted(filter(_TEXT.fullmatch, names))]
    changed = ", without its compiled modules" if wheel.is_foreign else ""
    head = f"{wheel.project} {wheel.version}{changed}\n{licence}\nhttps://pypi.org/project/{wheel.project}/{wheel.version}/"
    return "\n\n".join([head, *texts]) + "\n"


def _text(content: bytes) -> str:
    return "\n".join(line.rstrip() for line in content.decode("utf-8-sig", "replace").strip().splitlines())


def _licence(metadata: Message) -> str:
    """Return the licence that a wheel says it has; ``""``: it says none."""
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith(_CLASSIFIER)]
    approved = "; ".join(line.removeprefix(_CLASSIFIER) for line in classifiers)
    return str(metadata["License-Expression"] or approved or metadata["License"] or "")
