"""Tests of assistcheck.workbook."""
