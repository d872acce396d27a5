"""What is wrong with a value of a pack's file, in words: Pydantic's errors, with what is needed and the nearest word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.rules.fault_words import perhaps
from assistcheck.rules.frozen import ContradictionError
from assistcheck.rules.pack_file import Checked, KeyPath

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_DATE = LocalizedText("日期，如 2022-03-05", "a date, as 2022-03-05")
_FLAG = LocalizedText("“true”或“false”", "true or false")
_KEYS = LocalizedText("键和取值", "keys with their values")
_LIST = LocalizedText("列表，如 [one, two]", "a list, as [one, two]")
_NUMBER = LocalizedText("数字", "a number")
_TEXT = LocalizedText("文字", "a text")
_WHOLE = LocalizedText("整数", "a whole number")
_SHORTER = LocalizedText("位数少一些的数字", "")
"""In English as Pydantic has it, which says how many digits."""
_NEEDED = {
    "bool_parsing": _FLAG,
    "bool_type": _FLAG,
    "date_from_datetime_inexact": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "decimal_max_digits": _SHORTER,
    "decimal_max_places": _SHORTER,
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_whole_digits": _SHORTER,
    "dict_type": _KEYS,
    "finite_number": _NUMBER,
    "greater_than": LocalizedText("大于 {gt} 的数", "a number above {gt}"),
    "greater_than_equal": LocalizedText("不小于 {ge} 的数", "a number not below {ge}"),
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_type": _WHOLE,
    "less_than_equal": LocalizedText("不大于 {le} 的数", "a number not above {le}"),
    "list_type": _LIST,
    "model_attributes_type": _KEYS,
    "model_type": _KEYS,
    "string_pattern_mismatch": LocalizedText("符合 {pattern} 的文字", "what matches {pattern}"),
    "string_too_short": _TEXT,
    "string_type": _TEXT,
    "too_long": LocalizedText("最多 {max_length} 个", "at most {max_length} of them"),
    "too_short": LocalizedText("至少 {min_length} 个", "at least {min_length} of them"),
    "tuple_type": _LIST,
}
"""What is needed in place of a value of the wrong type, by the type of Pydantic's error."""


_SHOWN = 100
"""Characters of a wrong value that are shown."""
_A_WORD = LocalizedText("这里应是一个词", "a word is needed")
_UNKNOWN_KEY = LocalizedText("没有这个键；请删去，或改正写法{near}", "unknown key; remove it, or correct its spelling{near}")
_WITH_NEAR = LocalizedText("{stands}{near}", "{stands}{near}")
_STANDS_NEEDED = LocalizedText("{stands}；应为{needed}", "{stands}; needed: {needed}")
_NEEDS = LocalizedText("应为{needed}", "needed: {needed}")


class ValueFault(NamedTuple):
    """One wrong value."""

    at: KeyPath
    """Its path, with names of types in it."""
    missing: tuple[str, ...]
    """The key that is missing there, if one is."""
    words: LocalizedText


def value_faults(error: ValidationError, model: type[Checked]) -> Iterator[ValueFault]:
    """Yield what is wrong with a file that should be a ``model``."""
    faults = error.errors(include_url=False)
    for fault in faults:
        if not _follows(fault, faults):
            missing = (str(fault["loc"][-1]),) if fault["type"] == "missing" else ()
            yield ValueFault(fault["loc"], missing, _words(fault, model))


def _follows(fault: ErrorDetails, faults: Sequence[ErrorDetails]) -> bool:
    """Whether a list is too short only since one of its values is wrong."""
    at = fault["loc"]
    return fault["type"] == "too_short" and any(one["loc"][: len(at)] == at and one is not fault for one in faults)


def _words(fault: ErrorDetails, model: type[Checked]) -> LocalizedText:
    """Return what stands there, and what is needed, with the nearest word that is allowed."""
    seen = fault["input"] if isinstance(fault["input"], str) else ""
    shown = seen if len(seen) <= _SHOWN else f"{seen[:_SHOWN]}…"
    stands, context = LocalizedText(f"这里写的是“{shown}”", f'there stands "{shown}"'), fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return LocalizedText("缺少这个键；请补上", "the key is missing; add it")
        case "union_tag_not_found":
            key = context["discriminator"]
            return LocalizedText(f"缺少键 {key}；请补上", f"the key {key} is missing; add it")
        case "extra_forbidden":
            near = perhaps(str(fault["loc"][-1]), sorted(_keys_beside(model, fault["loc"])))
            return _UNKNOWN_KEY.format(near=near)
        case "literal_error":
            near = perhaps(seen, _listed(str(context["expected"]).replace(" or ", ",")))
            return _WITH_NEAR.format(stands=stands if seen else _A_WORD, near=near)
        case "union_tag_invalid":
            tag = str(context["tag"])
            near = perhaps(tag, _listed(str(context["expected_tags"])))
            return LocalizedText("没有 {tag}{near}", "there is no {tag}{near}").format(tag=tag, near=near)
        case "value_error":
            cause = context["error"]
            return cause.words if isinstance(cause, ContradictionError) else LocalizedText("取值不对", str(cause))
        case other:
            known = _NEEDED.get(other, LocalizedText("别的取值", ""))
            needed = LocalizedText(known.zh.format_map(context), known.en.format_map(context) or fault["msg"])
            return (_STANDS_NEEDED if seen else _NEEDS).format(stands=stands, needed=needed)


def _listed(words: str) -> list[str]:
    """Return the words that Pydantic lists: ``'count', 'money'``."""
    return [one.strip(" '") for one in words.split(",")]


def _keys_beside(model: type[Checked], at: KeyPath) -> set[str]:
    """Return the keys that may stand where an unknown one does."""
    schema: Any = model.model_json_schema()
    definitions = schema.get("$defs", {})

    def branches(node: Any) -> list[Any]:  # noqa: ANN401 - a JSON schema
        if "$ref" in node:
            return branches(definitions[node["$ref"].rsplit("/", 1)[-1]])
        found = [node]
        for key in ("anyOf", "oneOf", "allOf"):
            found += [leaf for one in node.get(key, ()) for leaf in branches(one)]
        return found

    nodes = branches(schema)
    for step in at[:-1]:
        if isinstance(step, int):
            below = [node["items"] for node in nodes if "items" in node]
        elif any(step in node.get("properties", {}) for node in nodes):
            below = [node["properties"][step] for node in nodes if step in node.get("properties", {})]
        else:
            below = [node for node in nodes if _is_tagged(node, step)] or nodes
        nodes = [leaf for one in below for leaf in branches(one)]
    return {key for node in nodes for key in node.get("properties", {})}


def _is_tagged(node: Any, tag: str) -> bool:  # noqa: ANN401 - a JSON schema
    """Whether a schema is the one of a union that a tag stands for."""
    return any(one.get("const") == tag for one in node.get("properties", {}).values())
