"""The JSON Schemas of a pack's files, by which an editor completes and checks them; drawn from the models that load them."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

from pydantic import BaseModel

from assistcheck.pack_tools.cases import model as cases
from assistcheck.pack_tools.cases.reader import World
from assistcheck.rules import ledgers, model, subjects, vocabulary
from assistcheck.rules.frozen import Frozen
from assistcheck.rules.synonyms import Spellings

SCHEMAS: dict[str, type[BaseModel | Frozen]] = {
    "pack": model.Manifest,
    "subjects": subjects.Subjects,
    "ledger": ledgers.LedgerSpec,
    "clause": model.Clause,
    "synonyms": Spellings,
    "cases": cases.CaseFile,
    "world": World,
}
"""Schema -> the model of the file that it is of."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
_SCALAR = ["string", "number", "boolean"]
"""What may stand where a text is asked for: 2022 is a text, too."""


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each schema."""
    for name in SCHEMAS:
        yield f"{name}.schema.json", json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"


def schema_of(name: str) -> dict[str, Any]:
    """Return one schema by its name."""
    found = SCHEMAS[name].model_json_schema()
    for title, definition in [*found.get("$defs", {}).items(), (SCHEMAS[name].__name__, found)]:
        _describe(definition, _model_named(title))
    return {"$schema": _DIALECT, **_as_written(found)}


def _model_named(title: str) -> type[BaseModel | Frozen] | None:
    for home in (vocabulary, subjects, ledgers, model, cases):
        found = getattr(home, title, None)
        if isinstance(found, type) and issubclass(found, BaseModel | Frozen):
            return found
    return None


def _describe(definition: dict[str, Any], of: type[BaseModel | Frozen] | None) -> None:
    """Add what the source says of each key, and take back what a file may leave out."""
    if of is None:
        return
    words = _documented(of)
    for key, one in definition.get("properties", {}).items():
        if key in words:
            one["description"] = words[key]
        one.pop("title", None)
    if of is model.Year:
        definition["required"] = ["number"]  # the first day is 1 January where it is not given


def _documented(of: type[BaseModel | Frozen]) -> dict[str, str]:
    """Return the texts that stand under the fields of a model."""
    tree = ast.parse(dedent(inspect.getsource(of))).body[0]
    found: dict[str, str] = {}
    if not isinstance(tree, ast.ClassDef):
        return found
    for field, text in zip(tree.body, tree.body[1:], strict=False):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = inspect.cleandoc(words).replace("``", "`")
            case _:
                continue
    return found


def _as_written(node: Any) -> Any:  # noqa: ANN401 - a JSON schema
    """Return a schema that takes scalars as YAML files write them: a text may look like a number, a number like a text."""
    match node:
        case {"anyOf": [{"type": "number"}, {"type": "string"}, *others], **rest}:
            return {"anyOf": [{"type": "number"}, _NUMBER, *others], **rest}
        case {"type": "string", **rest} if not {"format", "pattern", "const", "enum"} & rest.keys():
            rest.pop("minLength", None)
            return {"type": _SCALAR, **rest}
        case dict():
            return {key: _as_written(one) for key, one in node.items()}
        case list():
            return [_as_written(one) for one in node]
        case _:
            return node
