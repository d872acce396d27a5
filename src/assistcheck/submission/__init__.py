"""Workbooks to rosters, ledgers and row accounts."""
