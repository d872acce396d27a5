"""What repeats a run on a command line."""

from __future__ import annotations

import shlex
from pathlib import Path

from assistcheck.cli.again import again_of
from assistcheck.cli.option_groups import ScopeOptions, SourceOptions, TermOptions

NOTHING = (TermOptions(), ScopeOptions())


def test_what_is_as_it_would_be_anyway_is_not_repeated():
    again = again_of(["交来"], SourceOptions(no_progress=True, workers=2), *NOTHING)
    assert again is not None
    assert (again.pack, again.inputs, again.terms, again.scope) == ((), ("交来",), (), ())


def test_what_decides_what_is_found_is_repeated():
    sources = SourceOptions(
        rules="county-library-grants", roster="r.xlsx", quarter="2026Q3", no_archives=True, limit=["cells=9"]
    )
    terms = TermOptions(reading=["R01.4=each"], waivers=[Path("备案.yaml")])
    again = again_of(["a", "b"], sources, terms, ScopeOptions(rule=["R05.2", "R05.3"], within=["county=甲县"]))
    assert again is not None
    assert again.pack == ("--rules", "county-library-grants")
    assert again.inputs[:4] == ("a", "b", *again.pack)
    assert " ".join(again.inputs[4:]) == "--roster r.xlsx --quarter 2026Q3 --limit cells=9 --no-archives"
    assert again.terms == ("--reading", "R01.4=each", "--waivers", "备案.yaml")
    assert again.scope == ("--rule", "R05.2", "--rule", "R05.3", "--within", "county=甲县")


def test_standard_input_is_not_there_again():
    assert again_of(["a", "-"], SourceOptions(), *NOTHING) is None


def test_a_path_is_never_taken_for_an_option():
    again = again_of(["-o"], SourceOptions(), *NOTHING)
    assert again is not None
    assert shlex.split(shlex.join(again.inputs)) == ["./-o"]
