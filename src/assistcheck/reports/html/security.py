"""HTML that can do no harm: templates that escape every text, and a policy under which nothing else runs or loads."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.escaping import visible

_FOLDER = "templates"
_AT_ONCE = 1_000
"""How many pieces of a template make one of its page."""
HTML_LANG: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
"""What a page calls its languages."""
SIDEWAYS = LocalizedText("← 左右滑动查看整张表 →", "← Slide sideways to see the whole table →")
"""What stands above a table that is wider than the screen."""


class _KeptCode(BytecodeCache):
    """What templates were compiled to in this process, in which they may be drawn again: it depends on nothing around them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, if it is kept."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_KEPT = _KeptCode()


def environment() -> Environment:
    """Return the templates' surroundings: every text is made visible, then escaped."""
    made = Environment(
        loader=PackageLoader(__package__, _FOLDER),
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        optimized=False,  # most are drawn once: folding their constants costs more than it saves
        bytecode_cache=_KEPT,
    )
    made.globals["sideways"] = {name: SIDEWAYS.text(lang) for lang, name in HTML_LANG.items()}
    return made


def streamed(template: Template, **values: object) -> Iterator[str]:
    """Yield a page piece by piece, so that a long one is never in memory as a whole."""
    pieces = template.stream(**values)
    pieces.enable_buffering(_AT_ONCE)
    yield from pieces


def joined(folder: str, names: tuple[str, ...]) -> str:
    """Return the files of a folder of ``templates/`` as one inline block."""
    files = resources.files(__package__) / _FOLDER / folder
    return "\n" + "\n".join((files / name).read_text(encoding="utf-8") for name in names)


def digest(text: str) -> str:
    """Return the source expression by which a Content-Security-Policy knows an inline block."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def style_policy(style: str) -> str:
    """Return the Content-Security-Policy of a page that runs and loads nothing, and has one inline style."""
    return f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"


def _shown(value: object) -> object:
    """Return what a template writes: texts in one line, their control and bidirectional characters visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
