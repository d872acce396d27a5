"""What the page is made of beside this program: each part with its version, size and digest, the one place where they stand."""

from __future__ import annotations

import base64
import hashlib
from typing import NamedTuple

PYTHON, ABI = "3.14", "cp314"
"""The Python that runs in the browser."""
_BROWSERS = "pyemscripten_2026_0_wasm32"
PLATFORMS = (_BROWSERS, "manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64")
"""Whose wheels are taken: the browser's own, and those of which only the half in Python is used."""


class Archive(NamedTuple):
    """A package of npm, and what is taken out of it."""

    project: str
    version: str
    size: int
    """In bytes."""
    sha512: str
    """In base64, as npm tells it."""
    members: tuple[str, ...]
    """The files that are taken, by their names in the package's folder."""
    licence: str
    """As the package says it."""
    source: str
    """Where its source can be had."""

    @property
    def file(self) -> str:
        """The name of the file that npm hands out."""
        return f"{self.project}-{self.version}.tgz"

    @property
    def digest(self) -> str:
        """What the file is known by."""
        return f"sha512-{self.sha512}"

    def digest_of(self, content: bytes) -> str:
        """Return what a file with this content would be known by."""
        return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode("ascii")


class Wheel(NamedTuple):
    """A wheel of PyPI."""

    project: str
    """As it is written in names of files."""
    version: str
    tag: str
    """For which Python and machine it was built."""
    size: int
    """In bytes."""
    sha256: str

    @property
    def file(self) -> str:
        """The name of the file that PyPI hands out."""
        return f"{self.project}-{self.version}-{self.tag}.whl"

    @property
    def digest(self) -> str:
        """What the file is known by."""
        return f"sha256:{self.sha256}"

    def digest_of(self, content: bytes) -> str:
        """Return what a file with this content would be known by."""
        return "sha256:" + hashlib.sha256(content).hexdigest()

    @property
    def is_foreign(self) -> bool:
        """Whether it was built for another machine: its compiled modules are left out, for which it has others in Python."""
        return "manylinux" in self.tag


Part = Archive | Wheel


class Parts(NamedTuple):
    """All that a page is made of."""

    pyodide: Archive
    """Python itself, built for browsers."""
    wheels: tuple[Wheel, ...]
    """What the audit needs of other people's packages, in the order of their names."""

    @property
    def all(self) -> tuple[Part, ...]:
        """Each of them."""
        return (self.pyodide, *self.wheels)


_ANY, _OLD = "py3-none-any", "py2.py3-none-any"
_BROWSER = f"{ABI}-{ABI}-{_BROWSERS}"
_LINUX = f"{ABI}-{ABI}-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64"
_NEWER_LINUX = f"{ABI}-{ABI}-manylinux_2_27_x86_64.manylinux_2_28_x86_64"
PARTS = Parts(
    Archive(
        "pyodide",
        "314.0.7",
        6488647,
        "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A==",
        ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"),
        "MPL-2.0",
        "https://github.com/pyodide/pyodide/tree/314.0.7",
    ),
    (
        Wheel("annotated_types", "0.8.0", _ANY, 13427, "f072f4d804ea359e4eaf198b1af7a8b0943881a87f31bb764f8bf219bb9419e0"),
        Wheel("anyascii", "0.3.3", _ANY, 345090, "f5ab5e53c8781a36b5a40e1296a0eeda2f48c649ef10c3921c1381b1d00dee7a"),
        Wheel("et_xmlfile", "2.0.0", _ANY, 18059, "7a91720bc756843502c3b7504c77b8fe44217c85c537d85037f0f536151b2caa"),
        Wheel("jinja2", "3.1.6", _ANY, 134899, "85ece4451f492d0c13c5dd7c13a64681a86afae63a5f347908daf103ce6d2f67"),
        Wheel("markupsafe", "3.0.4", _LINUX, 23049, "a8e9f292fcda89b324f2f5c91d13f1424a153e40fc2756f38ee23b15835ff300"),
        Wheel("openpyxl", "3.1.5", _OLD, 250910, "5282c12b107bffeef825f4617dc029afaf41d0ea60823bbb665ef3079dc79de2"),
        Wheel("pydantic", "2.14.4", _ANY, 494865, "653a2ad9f6d8858529c77c72717d0ea991d6c6837fe683246b2f4b2bbfc3fadc"),
        Wheel("pydantic_core", "2.50.5", _BROWSER, 1496394, "b2910ec0fa5aeb9bef70156f2b79f4783978fdcfaa7b2f1b5d1814458d2e79a1"),
        Wheel("python_calamine", "0.9.1", _BROWSER, 519430, "1f9a2f99d65f4cc647f3fc57ff80a2bb492bf8ce66a637b67064d1663697ae21"),
        Wheel("pyyaml", "6.0.4", _LINUX, 819491, "c604dc2613c417130479cdd6e55c2faa691b6365aa82b3dafddfcecc2eaf1ac7"),
        Wheel("rapidfuzz", "3.14.6", _NEWER_LINUX, 3167618, "08bc63b88048376114d1e66cf8fa6926495d03bb873eb87854fa74cf6848a70b"),
        Wheel("typing_extensions", "4.16.0", _ANY, 45571, "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8"),
        Wheel("typing_inspection", "0.4.5", _ANY, 14874, "bc210535442b39e1bf2805e0c7a17dfd6a4ace760c84c7f7d16245d23a6b1c39"),
        Wheel("xlrd", "2.0.2", _OLD, 96555, "ea762c3d29f4cca48d82df517b6d89fbce4db3107f9d78713e48cd321d5c9aa9"),
        Wheel("xlsxwriter", "3.3.1", _ANY, 180583, "8e2c89e59d733fe59e112317218c64fbbc276d90a8c144ebd6f7fa15e7ab184a"),
    ),
)
"""What this version's page is made of."""
