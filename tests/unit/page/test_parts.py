"""The pins of the page: what the audit needs is among them, and in versions that the project allows."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions, requires

import pytest
from packaging.requirements import Requirement
from packaging.tags import cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from assistcheck.page.parts import ABI, PARTS, PLATFORMS, PYTHON

PINS = {canonicalize_name(wheel.project): wheel for wheel in PARTS.wheels}
NOT_IN_A_BROWSER = {"pandas", "python-docx", "rich", "typer"}
"""What the project needs elsewhere: frames, notices, a terminal."""
AS_IN_A_BROWSER = """
import sys
from datetime import date

workbook, *others = sys.argv[1:]


class OnlyPinned:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in others:
            raise ModuleNotFoundError(name, name=name)


sys.meta_path.insert(0, OnlyPinned())
from assistcheck import api

pack = api.load_pack(checked=True)
request = api.Request(as_of=api.default_as_of(pack, date.max))
submission = api.read_submissions([workbook], pack, request.as_of, workers=0)
report = api.audit(pack, submission, request)
view = api.View("zh", False, False, 80, False)
for form in ("html", "xlsx", "csv", "json", "md"):
    assert api.render(report, form, view)
assert [*api.shortfall_lists(report)]
assert api.template_of(pack)
assert api.annotate(workbook, submission, "zh").content
print(*sys.modules)
"""


def test_every_requirement_is_pinned_in_a_version_that_it_allows_or_has_no_use_in_a_browser() -> None:
    needed = [Requirement(text) for text in requires("assistcheck") or ()]
    for one in needed:
        name = canonicalize_name(one.name)
        if one.marker is None and name not in NOT_IN_A_BROWSER:
            assert one.specifier.contains(PINS[name].version), one


@pytest.mark.parametrize("wheel", PARTS.wheels, ids=lambda wheel: str(wheel.project))
def test_each_wheel_is_one_for_the_browsers_python_whose_name_says_what_the_table_says(wheel: object) -> None:
    pin = PINS[canonicalize_name(getattr(wheel, "project", ""))]
    name, version, _, tags = parse_wheel_filename(pin.file)
    assert (name, str(version)) == (canonicalize_name(pin.project), pin.version)
    runs = {*cpython_tags(tuple(map(int, PYTHON.split("."))), [ABI], [*PLATFORMS, "any"])}
    assert tags & runs or {tag.abi for tag in tags} == {"none"}
    assert pin.is_foreign == any("manylinux" in tag.platform for tag in tags)


def test_the_wheels_stand_in_the_order_of_their_names_and_none_twice() -> None:
    assert [wheel.project for wheel in PARTS.wheels] == sorted({wheel.project for wheel in PARTS.wheels})


def test_an_audit_its_reports_lists_and_copies_need_nothing_that_is_not_pinned(workbook: str) -> None:
    there = {name: {*map(canonicalize_name, owners)} for name, owners in packages_distributions().items()}
    others = [name for name, owners in there.items() if not owners <= PINS.keys() | {"assistcheck"}]
    assert {"pandas", "rich", "typer", "docx", "lxml", "msoffcrypto"} <= {*others}
    command = [sys.executable, "-c", AS_IN_A_BROWSER, workbook, *others]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert {"pydantic", "openpyxl", "python_calamine", "jinja2", "xlsxwriter"} <= {*ran.stdout.split()}
