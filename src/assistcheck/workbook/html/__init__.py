"""Web pages with tables, which office systems export under .xls, to raw cells."""
