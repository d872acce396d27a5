"""What the page's worker calls: JSON text in, JSON text and bytes out; no error ever leaves it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from assistcheck.in_browser.failures import failure_of
from assistcheck.in_browser.session import Session


class Answer(NamedTuple):
    """What a call gave."""

    text: str
    """JSON: ``{"result": …}``, or ``{"error": {"zh", "en"}}``."""
    content: bytes | None = None
    """The bytes of a download, whose ``result`` then has ``name`` and ``type``."""


class WorkerEntry:
    """A session as the worker has it."""

    def __init__(self, folder: str, notify: Callable[[str], object]) -> None:
        """Keep files in ``folder``; ``notify`` is given JSON text such as ``{"progress": …}``."""
        # Calls work among dropped files: by whole paths, none of these is ever taken for a module.
        sys.path[:] = [str(Path(place).absolute()) for place in sys.path]
        self._session = Session(Path(folder), lambda said: notify(_text(said)))

    def call(self, name: str, args: str) -> Answer:
        """Return what a call of :class:`Session` gives; ``args`` is JSON text."""
        try:
            result: Any = self._session.call(name, json.loads(args))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a panic of the native reader is no Exception
            return Answer(_text({"error": failure_of(error)._asdict()}))
        content = result.pop("bytes", None) if isinstance(result, dict) else None
        return Answer(_text({"result": result}), content)


def _text(said: object) -> str:
    return json.dumps(said, ensure_ascii=False)
