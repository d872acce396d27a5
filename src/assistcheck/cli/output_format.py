"""The format of a result, from ``--format`` or from how the name of ``-o`` ends."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from assistcheck.cli.output import STDOUT
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

_ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".csv": "csv",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".xml": "junit",
    ".sarif": "sarif",
    **{
        f".{name}": name
        for name in ("doc", "dot", "dotx", "xls", "xlsm", "xlsb", "xlt", "xltx", "et", "wps", "ods", "odt", "rtf")
    },
    **{f".{name}": name for name in ("pdf", "tsv", "yaml", "yml", "toml", "zip", "gz", "png", "svg", "pptx", "ppt")},
}
"""How the names of files end, and the format that this says; some of them nothing writes."""
_MADE_OF = {"gitlab": "json", "sarif": "json", "github": "text"}
"""Formats whose files may end as those of another, which is what they are made of."""


def ending_form(output: str) -> str | None:
    """Return the format that the ending of a file's name says, if it says one."""
    return None if output == STDOUT else _ENDINGS.get(Path(output).suffix.lower())


def contradicts(output: str, form: str) -> bool:
    """Whether the ending of a file's name says another format."""
    return ending_form(output) not in {None, form, _MADE_OF.get(form)}


def form_of(given: StrEnum | None, output: str, known: Collection[str], default: str) -> str:
    """Return the format that ``--format``, else the name of ``-o``, else ``default`` says.

    Raises:
        UsageError: the two contradict each other, or there is no such format.
    """
    said = ending_form(output)
    form = str(given or said or default)
    if contradicts(output, form):
        ending = Path(output).suffix
        raise UsageError(
            LocalizedText(
                f"-o {output}：后缀 {ending} 与 --format {form} 不一致；请改其中一个",
                f"-o {output}: the ending {ending} contradicts --format {form}; change one of them",
            )
        )
    if form not in known:
        zh, en = (f"-o {output}：", f"-o {output}: ") if said else ("", "")
        words = f"{zh}这里没有 {form} 格式；可用：{'、'.join(known)}"
        raise UsageError(LocalizedText(words, f"{en}there is no format {form} here; there are: {', '.join(known)}"))
    return form
