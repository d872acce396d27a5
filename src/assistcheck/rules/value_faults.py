"""What is wrong with a value of a pack's file, in words: Pydantic's errors, with what is needed and the nearest word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.rules.pack_file import Checked, KeyPath, perhaps

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_DATE, _KEYS, _LIST, _NUMBER, _TEXT = (
    "a date, as 2022-03-05",
    "keys with their values",
    "a list, as [one, two]",
    "a number",
    "a text",
)
_NEEDED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_inexact": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "dict_type": _KEYS,
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number not below {ge}",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "less_than_equal": "a number not above {le}",
    "model_attributes_type": _KEYS,
    "model_type": _KEYS,
    "string_pattern_mismatch": "what matches {pattern}",
    "string_too_short": _TEXT,
    "string_type": _TEXT,
    "too_long": "at most {max_length} of them",
    "too_short": "at least {min_length} of them",
    "tuple_type": _LIST,
}
"""What is needed in place of a value of the wrong type, by the type of Pydantic's error."""


_SHOWN = 100
"""Characters of a wrong value that are shown."""


class ValueFault(NamedTuple):
    """One wrong value."""

    at: KeyPath
    """Its path, with names of types in it."""
    missing: tuple[str, ...]
    """The key that is missing there, if one is."""
    words: str


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


def _words(fault: ErrorDetails, model: type[Checked]) -> str:
    """Return what stands there, and what is needed, with the nearest word that is allowed."""
    seen = fault["input"] if isinstance(fault["input"], str) else ""
    shown = seen if len(seen) <= _SHOWN else f"{seen[:_SHOWN]}…"
    stands, context = f'there stands "{shown}"' if seen else "", fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "the key is missing; add it"
        case "union_tag_not_found":
            return f"the key {context['discriminator']} is missing; add it"
        case "extra_forbidden":
            known = sorted(_keys_beside(model, fault["loc"]))
            return f"unknown key; remove it, or correct its spelling{perhaps(str(fault['loc'][-1]), known)}"
        case "literal_error":
            return (stands or "a word is needed") + perhaps(seen, _listed(str(context["expected"]).replace(" or ", ",")))
        case "union_tag_invalid":
            tag = str(context["tag"])
            return f"there is no {tag}{perhaps(tag, _listed(str(context['expected_tags'])))}"
        case "value_error":
            return str(context["error"])
        case other:
            needed = _NEEDED[other].format_map(context) if other in _NEEDED else fault["msg"]
            return "; ".join(filter(None, (stands, f"needed: {needed}")))


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
