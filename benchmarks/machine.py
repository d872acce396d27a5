"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "assistcheck",
    "python-calamine",
    "pydantic",
    "typer",
    "rich",
    "pandas",
    "openpyxl",
    "numpy",
    "XlsxWriter",
    "pandera",
    "great_expectations",
    "frictionless",
    "polars",
    "fastexcel",
    "duckdb",
)


def describe() -> dict[str, object]:
    """Return the machine, the Python and the versions of every library that takes part; ``None``: not installed."""
    return {
        "cores": os.cpu_count(),
        "usable_cores": usable_cores(),
        "cpu": _cpu(),
        "memory_mib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "load_before": os.getloadavg()[0],
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def usable_cores() -> int | None:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def _cpu() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
