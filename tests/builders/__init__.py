"""Makers of workbooks, rows and random years, which all rooms of the tests use."""
