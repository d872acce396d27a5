"""Write docs/problems.md anew: ``cd tests && python -m docs.gallery``."""

from __future__ import annotations

from docs.gallery.page import PAGE, page

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
