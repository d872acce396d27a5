"""Everything that a browser asked for, said, or was refused: on the page, in its frames and in its workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Worker

_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event =>
  console.error(`refused by policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`), true);
"""
"""In each frame: what a policy refuses is told on the console, from where it is kept."""


@dataclass
class Trace:
    """What went on in a window, and beside it."""

    origin: str
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Errors and warnings of the console, of the page and of workers; dialogs."""
    workers: int = 0
    expected: list[str] = field(default_factory=list)
    """Parts of what may be said, since a test brings it about."""

    @property
    def elsewhere(self) -> list[str]:
        """The addresses that are neither of the page's own server nor made by the page from what it has."""
        return [url for url in self.requests if not _is_own(url, self.origin)]

    @property
    def unexpected(self) -> list[str]:
        """What was said and was not to be."""
        return [text for text in self.said if not any(one in text for one in self.expected)]


def follow(context: BrowserContext, origin: str) -> Trace:
    """Keep everything that goes on in a context from now on."""
    trace = Trace(origin)
    context.add_init_script(_REPORT_VIOLATIONS)
    context.on("request", lambda request: trace.requests.append(request.url))
    context.on("console", _listener(trace.said))
    context.on("weberror", lambda error: trace.said.append(f"page error: {error.error}"))
    context.on("page", lambda page: _follow_page(page, trace))
    return trace


def _follow_page(page: Page, trace: Trace) -> None:
    def begun(_: Worker) -> None:
        trace.workers += 1

    page.on("worker", begun)
    page.on("crash", lambda _: trace.said.append("the tab crashed"))
    page.on("dialog", lambda dialog: (trace.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))


def _listener(said: list[str]) -> Callable[[ConsoleMessage], None]:
    def keep(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            said.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    return keep


def _is_own(url: str, origin: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "blob":
        return url.startswith(f"blob:{origin}")
    return parts.scheme == "data" or f"{parts.scheme}://{parts.netloc}" == origin
