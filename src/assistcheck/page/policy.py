"""What a browser is told beside the files: their types, and what the page may load and run."""

from __future__ import annotations

from assistcheck.reports.html.render import SCRIPTS, STYLES
from assistcheck.reports.html.security import digest, joined

MIME_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".whl": "application/octet-stream",
    ".zip": "application/zip",
    ".txt": "text/plain; charset=utf-8",
}
"""The type of each file of the folder, by its ending."""


def policy() -> str:
    """Return the Content-Security-Policy of the page and of all that it starts, without what only a header can say."""
    styles, scripts = _report_blocks()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {scripts}",
            f"style-src 'self' {styles}",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src blob:",
            "font-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _report_blocks() -> tuple[str, str]:
    """Return the sources by which the policy knows the inline styles and scripts of the report."""
    return f"'{digest(joined('style', STYLES))}'", f"'{digest(joined('script', SCRIPTS))}'"
