"""The report as tables: csv, md, xlsx."""
