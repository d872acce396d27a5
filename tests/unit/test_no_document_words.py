"""No word of the first pack's document, and no id of its sheets, stands in the program: what it knows, packs tell it.

``sample/`` may hold a generator that is tuned to the first pack. The words are taken from the pack itself, but for those that
every programme uses.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistcheck
from builders.packs import PACK

SOURCE = Path(assistcheck.__file__).parent
TEXTS = {".py", ".j2", ".js", ".css", ".json", ".yaml", ".txt", ".md"}
FILES = sorted(
    path for path in SOURCE.rglob("*") if path.suffix in TEXTS and path.relative_to(SOURCE).parts[0] not in {"sample", "packs"}
)
"""Every file of the program that says something; shipped packs stand in ``packs`` where it is installed."""

STARTER = SOURCE / "pack_tools" / "starter"
"""The pack that new ones begin with: its sheets may be called as every programme calls them."""
COMMON = {"培训", "任务清单", "填报信息", "全市", "市"}
"""Titles and kinds of the first pack that are anybody's words; a starter pack may use them."""

OWN = {
    *(sheet.title.zh for sheet in PACK.ledgers),
    *(kind.name.zh for kind in PACK.subjects.kinds if len(kind.name.zh) > 1),
    *(name for kind in PACK.subjects.kinds for name in kind.members),
    *(name.removesuffix("市") for kind in PACK.subjects.kinds for name in kind.members),
    *("镇街", "党政机关", "企事业单位", "科研单位", "驻市县工作组", "市经协办", "莞香情", "供联", "乡村振兴", "增收项目"),
    *("主要负责同志", "分管负责同志", "县级以下", "帮扶", "组团", "重点镇", "重点村", "对口", "驻镇"),
} - {"全市", "工作组"}
"""``工作组`` is what anybody calls a working group."""
IDS = {sheet.id for sheet in PACK.ledgers}
"""Some are English words too; they are looked for as literals of their own."""
KINDS = {"city", "county", "work_group", "team", "town", "village"}
"""Kinds of subject of the first pack; ``unit`` and ``programme`` are keys and words of every pack."""
MANY = 8
QUOTED = re.compile(r"""["'`]([a-z_]+)["'`]""")


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each literal of a file; of one that is no Python, all that stands in quotes.

    The words of a long list are words of a language, such as ``units`` among those that say in what amounts are.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        nodes = list(ast.walk(ast.parse(text)))
        listed = {id(word) for node in nodes if isinstance(node, ast.Tuple) and len(node.elts) >= MANY for word in node.elts}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in listed:
                yield node.lineno, node.value
    elif path.suffix in {".j2", ".js"}:
        for number, line in enumerate(text.splitlines(), 1):
            yield from ((number, found) for found in QUOTED.findall(line))


def test_the_words_are_those_of_the_pack() -> None:
    assert {"组团", "重点镇", "重点村", "韶关", "揭阳", "东莞", "任务清单", "填报信息", "募集资金", "组团名册"} <= OWN
    assert {"visits", "units", "teams", "donations", "attestations"} <= IDS
    assert len(FILES) > 200


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_word_of_the_document_stands_in(path: Path) -> None:
    words = OWN - COMMON if path.is_relative_to(STARTER) else OWN
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [(number, word) for number, line in lines for word in sorted(words) if word in line] == []


@pytest.mark.parametrize("path", [path for path in FILES if not path.is_relative_to(STARTER)], ids=name_of)
def test_no_id_of_its_sheets_or_kinds_is_a_literal_of(path: Path) -> None:
    assert [(line, text) for line, text in literals(path) if text in IDS | KINDS] == []
