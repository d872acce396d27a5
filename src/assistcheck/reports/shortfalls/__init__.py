"""Shortfall lists (督办清单) and their index: xlsx, docx, md, html."""
