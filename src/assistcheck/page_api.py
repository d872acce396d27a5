"""The Python interface for the page of people without a terminal.

Everything of it stands in :mod:`assistcheck.api` too.
"""
