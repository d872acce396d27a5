"""What an office keeps beside the workbooks: passwords, and waivers that are on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from assistcheck.audit.waivers import Waiver
from assistcheck.errors import UsageError
from assistcheck.language import Say
from assistcheck.side_files import read_side_file
from assistcheck.workbook.values import fold


def load_passwords(path: str) -> tuple[str, ...]:
    """Return the passwords of a text file in UTF-8, one on each line.

    Raises:
        UsageError: the file cannot be read or holds none; the words never show what stands in it.
    """
    try:
        lines = read_side_file(Path(path)).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        name = getattr(error, "strerror", None) or type(error).__name__
        raise UsageError(
            Say(f"密码文件 {path} 无法读取（{name}）", f"the password file {path} cannot be read ({name})")
        ) from None
    if not any(lines):
        raise UsageError(Say(f"密码文件 {path} 是空的", f"the password file {path} is empty"))
    return tuple(filter(None, lines))


def load_waivers(path: str) -> tuple[Waiver, ...]:
    """Return the recorded waivers of a YAML or JSON file.

    Raises:
        UsageError: the file is not there, or an entry is not a waiver.
    """
    try:
        data: Any = yaml.safe_load(read_side_file(Path(path)).decode("utf-8"))
        found = TypeAdapter(tuple[Waiver, ...]).validate_python(data or [])
        return tuple(waiver.model_copy(update={"subject": fold(waiver.subject)}) for waiver in found)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(Say(f"{path}：无法读取：{error}", f"{path} cannot be read: {error}")) from None
    except (yaml.YAMLError, RecursionError) as error:
        why = " ".join(str(error).split())
        raise UsageError(Say(f"{path}：不是 YAML：{why}", f"{path} is not YAML: {why}")) from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        raise UsageError(Say(f"{path}：备案清单有误：{faults}", f"{path} is not a list of waivers: {faults}")) from None
