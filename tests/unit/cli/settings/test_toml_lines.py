"""In which line each key of a TOML text stands."""

from __future__ import annotations

import tomllib

import pytest

from assistcheck.cli.settings.toml_lines import toml_lines

TEXT = '''# a comment with = and [brackets]
rules = "a = b"  # another
"as-of" = 2022-06-30
list = [
  "one", # ] not here
  "two",
]
reading = {R07.4 = "town-total", "R1" = 'x'}
text = """
rule = "no key"
"""
raw = \'\'\'
[no.table]
\'\'\'

[shortfalls]
by = "county"
a.b . "c d" = 1
[[many]]
x = 1
[tool."assistcheck"]
quiet = true'''


def test_every_key_and_table_has_its_line() -> None:
    assert tomllib.loads(TEXT)
    found = toml_lines(TEXT)
    assert (found.stopped, found.too_deep) == (0, 0)
    assert found.lines == {
        ("rules",): 2,
        ("as-of",): 3,
        ("list",): 4,
        ("reading",): 8,
        ("text",): 9,
        ("raw",): 12,
        ("shortfalls",): 16,
        ("shortfalls", "by"): 17,
        ("shortfalls", "a"): 18,
        ("shortfalls", "a", "b"): 18,
        ("shortfalls", "a", "b", "c d"): 18,
        ("many",): 19,
        ("many", "x"): 20,
        ("tool",): 21,
        ("tool", "assistcheck"): 21,
        ("tool", "assistcheck", "quiet"): 22,
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb\n", 2), ("a = 1\n[x\nb = 2", 2), ('a = "\nb = 1', 1), ("\n\n= 1", 3), ("[]\n", 1), ("[[a]\n", 1)],
)
def test_what_is_no_toml_ends_it_with_its_line(text: str, line: int) -> None:
    assert toml_lines(text).stopped == line


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 40_000 + " = 1",
        "[" + "a." * 40_000 + "a]",
        "a = " + "[" * 80_000,
        "a = {a" + ".a" * 40_000 + " = 1}",
        'a = {"a"' + '."a"' * 20_000 + " = 1}",
    ],
)
def test_what_would_take_the_reader_all_memory_is_too_deep(text: str) -> None:
    assert toml_lines(f"x = 1\n{text}").too_deep == 2


@pytest.mark.parametrize("levels", [16, 17])
def test_sixteen_levels_are_not_too_deep(levels: int) -> None:
    assert bool(toml_lines(".".join("a" * levels) + " = 1").too_deep) == (levels > 16)
    assert bool(toml_lines("a = " + "[" * levels + "]" * levels).too_deep) == (levels > 16)
