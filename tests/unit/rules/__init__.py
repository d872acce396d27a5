"""Tests of assistcheck.rules."""
