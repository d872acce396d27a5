"""The published JSON report."""
