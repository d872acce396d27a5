"""Tests of assistcheck.submission."""
