"""The formats of a report: one file each, and one line in :data:`assistcheck.reports.registry.FORMATS`."""
