"""Waivers that are on record (备案) as a text in YAML, read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import yaml

from assistcheck.audit.waiver_faults import Fault, refused, repeated
from assistcheck.audit.waivers import Waiver
from assistcheck.errors import UsageError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.location import Location
from assistcheck.rules.yaml_words import yaml_words
from assistcheck.workbook.cell_values import normalize


class _Field(NamedTuple):
    """How one field of a waiver is written."""

    reads: Callable[[str], str | date | None]
    """What a text means; ``None`` if it is not such a value."""
    expected: LocalizedText
    required: bool = True


def _as_day(text: str) -> date | None:
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def _in_capitals(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text.upper() if pattern.fullmatch(text.upper()) else None


RULE_ID = re.compile(r"R\d\d\.\d{1,2}")
"""The id of a rule, in capitals."""
_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])|Q[1-4])")


_WORDS = LocalizedText("文字", "a text")


_DAY = LocalizedText("日期，如 2022-09-30", "a day such as 2022-09-30")


_FIELDS = {
    "rule": _Field(_in_capitals(RULE_ID), LocalizedText("规则编号，如 R05.2", "a rule's id such as R05.2")),
    "subject": _Field(normalize, LocalizedText("责任主体的名称", "the name of a subject")),
    "period": _Field(
        _in_capitals(_PERIOD),
        LocalizedText("月份或季度，如 2022-05、2022Q2", "a month or quarter such as 2022-05 or 2022Q2"),
        required=False,
    ),
    "document": _Field(str.strip, _WORDS, required=False),
    "reason": _Field(str.strip, _WORDS),
    "approved_by": _Field(str.strip, _WORDS),
    "expires": _Field(_as_day, _DAY),
}
"""The fields of a waiver, in the order in which they are named."""


_TEXTS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"})


_NOTHING = "tag:yaml.org,2002:null"


def waivers_in_text(content: bytes, path: str) -> tuple[Waiver, ...]:
    """Return the recorded waivers of a file in YAML, of which JSON is a part.

    Raises:
        UsageError: it is no text in UTF-8.
        SideFileError: something in it is wrong; each fault is named with file:line:column, what stands there, and the remedy.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = LocalizedText(f"{path}：不是 UTF-8 文字；请另存为 UTF-8", f"{path} is no text in UTF-8; save it as UTF-8")
        raise UsageError(words) from None
    faults: list[Fault] = []
    found = list(_waivers(_composed(text, path), path, faults))
    faults += repeated(found)
    if faults:
        raise refused(sorted(faults, key=lambda one: one.place))
    return tuple(found)


def _composed(text: str, path: str) -> yaml.Node | None:
    if text.lstrip().startswith(("[", "{")):
        text = text.replace("\t", " ")  # JSON may be indented so, YAML may not
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        words = LocalizedText("层次太深；备案清单是一层列表", "nested too deep; waivers are one plain list")
        raise refused([Fault(Location(path, "", 1, 1), words)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        seen = (text.splitlines() or [""])[min(line, len(text.splitlines() or [""]) - 1)].strip()[:40]
        what = yaml_words(str(getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__))
        words = LocalizedText(
            f"“{seen}”不合 YAML 或 JSON 的写法（{what.zh}）；请核对缩进、引号和括号",
            f'"{seen}" is neither YAML nor JSON ({what.en}); check indents, quotation marks and brackets',
        )
        raise refused([Fault(Location(path, "", line + 1, column + 1), words)]) from None


def _waivers(root: yaml.Node | None, path: str, faults: list[Fault]) -> Iterator[Waiver]:
    if not isinstance(root, yaml.SequenceNode):
        keys = "、".join(_FIELDS)
        words = LocalizedText(
            f"{_shown(root).zh}不是备案清单；应为列表，每项以 - 开头，写明 {keys}（没有备案时写 []）",
            f"{_shown(root).en} is no list of waivers; begin each entry with - and give {', '.join(_FIELDS)} (none at all: [])",
        )
        faults.append(_at(root, path, words))
        return
    for entry in root.value:
        if values := _entry(entry, path, faults):
            places = tuple((key.value, _at(key, path, EMPTY_TEXT).place) for key, _ in entry.value)
            yield Waiver.model_validate({**values, "place": _at(entry, path, EMPTY_TEXT).place, "places": places})


def _entry(entry: yaml.Node, path: str, faults: list[Fault]) -> dict[str, str | date] | None:
    """Return the values of one waiver, or ``None`` where something in it is wrong."""
    if not isinstance(entry, yaml.MappingNode):
        words = LocalizedText(
            f"{_shown(entry).zh}不是一项备案；请写明 {'、'.join(_FIELDS)}",
            f"{_shown(entry).en} is no waiver; give {', '.join(_FIELDS)}",
        )
        faults.append(_at(entry, path, words))
        return None
    before, seen = len(faults), set()
    values: dict[str, str | date] = {}
    for key, value in entry.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name not in _FIELDS:
            allowed = "、".join(_FIELDS)
            words = LocalizedText(
                f"没有 {_shown(key).zh} 这一项；可用：{allowed}", f"there is no {_shown(key).en}; there are: {allowed}"
            )
            faults.append(_at(key, path, words))
        elif name in seen:
            faults.append(_at(key, path, LocalizedText(f"{name} 写了两次；请只留一个", f"{name} stands twice; keep one")))
        elif (found := _value(name, value, path, faults)) is not None:
            values[name] = found
        seen.add(name)
    missing = (name for name, field in _FIELDS.items() if field.required and name not in seen)
    faults.extend(_at(entry, path, LocalizedText(f"缺少 {name}；请补上", f"{name} is missing; add it")) for name in missing)
    return values if len(faults) == before else None


def _value(name: str, node: yaml.Node, path: str, faults: list[Fault]) -> str | date | None:
    """Return the value of one field; ``None`` for an optional one left empty, or after its fault was noted."""
    field = _FIELDS[name]
    if node.tag == _NOTHING and not field.required:
        return None
    text = _whole(node.value) if isinstance(node, yaml.ScalarNode) else ""
    found = field.reads(text) if node.tag in _TEXTS else None
    if not found:
        hint = text and node.tag not in {*_TEXTS, _NOTHING} and field.reads(text)
        zh, en = ("；数字请加引号", "; put a number in quotation marks") if hint else ("", "")
        words = LocalizedText(
            f"{name} 的值{_shown(node).zh}不对；请写成{field.expected.zh}{zh}",
            f"{name} has the value {_shown(node).en}; write {field.expected.en}{en}",
        )
        faults.append(_at(node, path, words))
    return found or None


def _whole(text: str) -> str:
    """Return a text whose characters beyond 16 bits may be written in two halves, as JSON has them, without harm in it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _at(node: yaml.Node | None, path: str, words: LocalizedText) -> Fault:
    mark = node.start_mark if node else None
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Fault(Location(path, "", line + 1, column + 1), words)


def _shown(node: yaml.Node | None) -> LocalizedText:
    """Return what stands somewhere, for a message."""
    match node:
        case yaml.SequenceNode():
            return LocalizedText("（列表）", "(a list)")
        case yaml.MappingNode():
            return LocalizedText("（对照）", "(a mapping)")
        case yaml.ScalarNode(value=str(text)) if text:
            seen = _whole(text)[:40]
            return LocalizedText(f"“{seen}”", f'"{seen}"')
        case _:
            return LocalizedText("（空白）", "(nothing)")
