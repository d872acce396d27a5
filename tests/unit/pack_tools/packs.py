"""A copy of the second shipped pack to change, and what the change is answered with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistcheck.errors import RulePackError
from assistcheck.rules.loader import load_pack

ROOT = Path(__file__).parents[3]
GRANTS = ROOT / "rules" / "county-library-grants"
KEY_POINTS = ROOT / "rules" / "dongguan-2022"


def copy_of(pack: Path, folder: Path) -> Path:
    """Return a copy of a pack in ``folder``, without what was compiled of it."""
    return Path(shutil.copytree(pack, folder / pack.name, ignore=shutil.ignore_patterns("compiled.json")))


def change(pack: Path, file: str, old: str, new: str) -> Path:
    """Replace a text that stands once or more in a file of a pack, and return the pack."""
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return pack


def refusal(pack: Path) -> str:
    """Return what a pack that cannot be loaded is refused with, in English; both languages have as many lines."""
    with pytest.raises(RulePackError) as caught:
        load_pack(pack)
    words = caught.value.words
    assert len(words.zh.split("\n")) == len(words.en.split("\n"))
    return words.en
