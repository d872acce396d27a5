"""Spreadsheets to raw cells, and one cell to one exact value."""
