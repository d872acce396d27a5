"""One YAML file of a pack, read strictly: every fault names file:line:column, the key, what is wrong and what is allowed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, Self, TypeVar

from assistcheck.bounded_read import read_side_file
from assistcheck.errors import RulePackError, reason
from assistcheck.i18n import LANGUAGES, LocalizedText
from assistcheck.rules.yaml_words import yaml_words
from assistcheck.sanitize import visible

if TYPE_CHECKING:
    import yaml

KeyPath = tuple[str | int, ...]
"""The keys and positions that lead to a value of a file."""
Fault = tuple[KeyPath, LocalizedText]
"""The path of a key; what is wrong there, and the remedy."""


class Checked(Protocol):
    """What a file is checked as: a part of a pack, or a model of Pydantic's."""

    @classmethod
    def model_validate(cls, given: Any, /) -> Self:  # noqa: ANN401 - whatever a file says
        """Return what a file says; Pydantic's ``ValidationError`` where that is wrong."""

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of what a file may say."""


M = TypeVar("M", bound=Checked)
_TOO_DEEP = LocalizedText(
    "层次太深，或别名指向自己；请把内容写出来", "nested too deep, or an alias of itself; write the value out"
)
_TOO_MANY = LocalizedText(
    "内容太多，或别名套别名；请把内容写出来", "too many values, or aliases of aliases; write the values out"
)
_NO_TEXT = LocalizedText("键应是一段文字", "a key is a text; write one")
_TWICE = LocalizedText("这个键出现了两次；请只留一个", "the key stands twice; keep one")
_NOT_YAML = LocalizedText(
    "不合 YAML 的写法：{what}；在这一行或上一行：键的冒号后加一个空格；含逗号、冒号或 # 的文字加双引号；用空格缩进，不用制表符",
    "not YAML: {what}; on this line or the one before: a space after the colon of a key; a text with a comma, colon or # in "
    "double quotes; indent with spaces, not tabs",
)
_DEEPEST = 20
_MOST_VALUES = 100_000


def wrong_pack(*lines: LocalizedText) -> RulePackError:
    """Return the error of a pack that cannot be used."""
    zh, en = ("\n".join(visible(line.text(lang)) for line in lines) for lang in LANGUAGES)
    return RulePackError(LocalizedText(f"规则包有误：\n{zh}", f"the rule pack is wrong:\n{en}"))


def read_pack_file(path: Path) -> bytes:
    """Return the bytes of one file of a pack; ``RulePackError`` if it cannot be read."""
    try:
        return read_side_file(path)
    except OSError as error:
        words = LocalizedText(
            "{path}：{why}；请把文件放到那里，或改正 pack.yaml 中的文件名",
            "{path}: {why}; put the file there, or correct its name in pack.yaml",
        )
        raise wrong_pack(words.format(path=str(path), why=reason(error))) from None


def refuse_outside(path: Path, home: Path) -> None:
    """Refuse what leads out of a pack's folder ``home``, or is neither a file nor a folder, before anything of it is read.

    Raises:
        RulePackError: it does, or is neither.
    """
    there = os.path.exists(path)  # noqa: PTH110 - a name that is too long is not there, and no error
    if not Path(os.path.realpath(path)).is_relative_to(home) or (os.path.islink(path) and not there):  # noqa: PTH114
        words = LocalizedText(
            "{path}：指向规则包文件夹之外，或指向不存在的文件；请放入文件本身",
            "{path}: leads out of the pack's folder, or nowhere; put the file itself there",
        )
        raise wrong_pack(words.format(path=str(path)))
    if there and not (path.is_file() or path.is_dir()):
        raise wrong_pack(LocalizedText(f"{path}：不是文件；请放入文件本身", f"{path}: not a file; put the file itself there"))


def decoded(data: bytes, path: Path) -> str:
    """Return the text of a file in UTF-8; ``RulePackError`` if it is in something else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        words = LocalizedText(f"{path}:1:1: 不是 UTF-8；请另存为 UTF-8", f"{path}:1:1: not UTF-8; save the file as UTF-8")
        raise wrong_pack(words) from None


class PackFile:
    """One YAML file of a pack: its data, all scalars as text, and where each key and value stands."""

    def __init__(self, path: Path) -> None:
        """Read the file; ``RulePackError`` if it cannot be."""
        self.path = path
        self.bytes = read_pack_file(path)

    @cached_property
    def _read(self) -> tuple[Any, dict[KeyPath, tuple[int, int]]]:
        """What the file says, and where each key and value stands."""
        import yaml  # noqa: PLC0415 - a pack that is compiled needs none

        try:
            root = yaml.compose(decoded(self.bytes, self.path), Loader=self._loader())
        except RecursionError:
            words = LocalizedText("层次太深；一条条款只有几层", "nested too deep; a clause needs few levels")
            self._fail([(1, 1, "", words)])
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else self._place(getattr(error, "position", 0))
            what = getattr(error, "problem", None) or getattr(error, "reason", error)
            self._fail([(line, column, "", _NOT_YAML.format(what=yaml_words(str(what))))])
        marks: dict[KeyPath, tuple[int, int]] = {}
        return (self._plain(root, (), marks) if root else {}), marks

    def _place(self, position: int) -> tuple[int, int]:
        """Return the line and the column of a character of the file."""
        *lines, last = decoded(self.bytes, self.path)[:position].split("\n")
        return len(lines) + 1, len(last) + 1

    @staticmethod
    def _loader() -> Any:  # noqa: ANN401 - a loader class of a library that is loaded late
        """Return the loader that says where each node stands."""
        import yaml  # noqa: PLC0415

        return getattr(yaml, "CBaseLoader", yaml.BaseLoader)

    def _scalar(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML data
        """Return what a scalar holds: its text."""
        return node.value

    def _plain(self, node: yaml.Node, at: KeyPath, marks: dict[KeyPath, tuple[int, int]]) -> Any:  # noqa: ANN401 - YAML data
        import yaml  # noqa: PLC0415

        mark = (node.start_mark.line + 1, node.start_mark.column + 1)
        if len(at) > _DEEPEST:
            self._fail([(*mark, ".".join(map(str, at[:3])), _TOO_DEEP)])
        marks.setdefault(at, mark)
        if len(marks) > _MOST_VALUES:
            self._fail([(*mark, ".".join(map(str, at[:3])), _TOO_MANY)])
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key, value in node.value:
                name = str(key.value)
                if not isinstance(key, yaml.ScalarNode):
                    self._fail([(key.start_mark.line + 1, key.start_mark.column + 1, "", _NO_TEXT)])
                if name in found:
                    self._fail([(key.start_mark.line + 1, key.start_mark.column + 1, name, _TWICE)])
                marks[(*at, name)] = (key.start_mark.line + 1, key.start_mark.column + 1)
                found[name] = self._plain(value, (*at, name), marks)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(value, (*at, index), marks) for index, value in enumerate(node.value)]
        return self._scalar(node)

    @property
    def data(self) -> Any:  # noqa: ANN401 - YAML data
        """What the file says, before it is checked."""
        return self._read[0]

    def validated(self, model: type[M]) -> M:
        """Return the file's data as ``model``, or fail with every fault and its place."""
        from pydantic import ValidationError  # noqa: PLC0415 - a pack that is compiled needs none

        try:
            return model.model_validate(self._read[0])
        except ValidationError as error:
            from assistcheck.rules.value_faults import value_faults  # noqa: PLC0415 - a pack that is right needs no words

            self.refuse(((*self._real(at), *missing), words) for at, missing, words in value_faults(error, model))
            raise

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Fail if there are any ``faults``: (path to the key, what is wrong and the remedy)."""
        placed = [(*self.mark(at), ".".join(map(str, at)), text) for at, text in faults]
        if placed:
            self._fail(placed)

    def mark(self, at: KeyPath) -> tuple[int, int]:
        """Return line and column of the key at a path, or of the nearest around it."""
        return self._read[1].get(self._real(at), (1, 1))

    def _real(self, at: KeyPath) -> KeyPath:
        """Return the part of a path that stands in the file: names of types within it do not."""
        real: KeyPath = ()
        _, marks = self._read
        for step in at:
            if (*real, step) in marks:
                real = (*real, step)
        return real

    def _fail(self, placed: Sequence[tuple[int, int, str, LocalizedText]]) -> NoReturn:
        lines = []
        for line, column, key, words in placed:
            at = f"{self.path}:{line}:{column}: {f'{key}: ' if key else ''}"
            lines.append(LocalizedText(at + words.zh, at + words.en))
        raise wrong_pack(*lines) from None
