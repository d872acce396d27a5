"""English nouns of a pack behind numbers and articles."""

from __future__ import annotations

_IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women"}
_HISSING = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """Return the plural of a noun: counties, branches, teams, people."""
    *others, last = noun.split(" ")
    if last in _IRREGULAR:
        return " ".join((*others, _IRREGULAR[last]))
    if noun.endswith("y") and noun[-2:-1] not in {"a", "e", "i", "o", "u"}:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_HISSING) else f"{noun}s"


def singular(noun: str) -> str:
    """Return the singular of a plural: county, branch, class, house, person; another noun as it is."""
    *others, last = noun.split(" ")
    for one, many in _IRREGULAR.items():
        if last == many:
            return " ".join((*others, one))
    if noun.endswith("ies") and len(last) > len("ties"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun.removesuffix("s")


def with_article(noun: str) -> str:
    """Return a noun behind its article: a town, an office."""
    return f"{'an' if noun[:1].lower() in {'a', 'e', 'i', 'o'} else 'a'} {noun}"
