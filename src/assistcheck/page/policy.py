"""What a browser is told beside the files, the one place where it stands: their types, and what the page may load and run."""

from __future__ import annotations

from assistcheck.reports.html.inline import inline_sources

MIME_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".whl": "application/octet-stream",
    ".zip": "application/zip",
}
"""The type of each file that is handed out, by its ending."""
APP, APP_DIGITS = "app-", 16
"""How the name of a version's folder begins, and how many digits of its digest follow."""
KEPT_DAYS = 365
FOREVER = f"public, max-age={KEPT_DAYS * 24 * 60 * 60}, immutable"
"""How long the files of a version may be kept: another version has another folder."""
ASK_AGAIN = "no-cache"
"""That of all other files may be kept what a server says is still so."""


_ALWAYS = (
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src blob:",
    "font-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
)
"""What holds for every version."""


def policy() -> str:
    """Return the Content-Security-Policy of the page, and of what it starts from a blob: the worker and the report."""
    inline = inline_sources()
    scripts, styles = " ".join(inline.scripts), " ".join(inline.styles)
    own = ("default-src 'none'", f"script-src 'self' 'wasm-unsafe-eval' {scripts}", f"style-src 'self' {styles}")
    return "; ".join((*own, *_ALWAYS))


def headers() -> dict[str, str]:
    """Return what a server says with every file: what a page cannot say of itself, nor of its service worker.

    It is the same for every version: settings of a server stay behind when the page is brought up to date, and the digests of
    an earlier version would stop the report of a later one. The whole policy of a version stands in its index.html.
    """
    return {
        "Content-Security-Policy": "; ".join((*_ALWAYS, "frame-ancestors 'self'")),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
