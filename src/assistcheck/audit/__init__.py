"""Rows to figures, figures and dates to outcomes, outcomes to an exit code."""
