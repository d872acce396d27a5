"""What the folder of the page says of other people's licences."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistcheck.page.licences import licence_notice
from assistcheck.page.parts import Parts
from unit.page.made_up import FOREIGN, PYTHON, wheel_of

INFO = "some-1.0.dist-info"


def said(metadata: str, files: Mapping[str, bytes] | None = None, tag: str = "py3-none-any") -> str:
    wheel, content = wheel_of("some", files or {}, tag, metadata)
    return licence_notice({wheel.file: content}, Parts(PYTHON[0], (wheel,)))


def test_python_itself_is_named_with_its_licence_and_where_its_source_is() -> None:
    text = said("")
    assert "pyodide 1.0.0\nMPL-2.0;" in text
    assert text.count("https://example.org/source") == 1


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT\nLicense: whatever\n", "MIT"),
        ("License: BSD\n", "BSD"),
        ("License: BSD\nClassifier: License :: OSI Approved :: BSD License\nClassifier: Topic :: Text\n", "BSD License"),
        ("", ""),
    ],
)
def test_a_wheel_says_its_licence_itself(metadata: str, licence: str) -> None:
    assert f"\nsome 1.0\n{licence}\nhttps://pypi.org/project/some/1.0/\n" in said(metadata)


@pytest.mark.parametrize("name", ["LICENSE", "LICENCE.rst", "COPYING", "licenses/LICENSE.txt", "licenses/inner/MIT"])
def test_the_words_of_a_licence_come_with_it(name: str) -> None:
    assert "\n\nDo as you like.\n" in said("", {f"{INFO}/{name}": b"\nDo as you like.\r\n"})


def test_nothing_else_of_a_wheel_is_taken_for_a_licence() -> None:
    files = {"some/LICENSE": b"inside", f"{INFO}/AUTHORS": b"people", f"{INFO}/licenses/": b""}
    assert said("", files).endswith("\nhttps://pypi.org/project/some/1.0/\n")


def test_a_wheel_of_which_a_half_is_taken_says_so() -> None:
    assert "some 1.0, without its compiled modules\n" in said("", tag=FOREIGN)
