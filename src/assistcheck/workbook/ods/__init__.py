"""OpenDocument spreadsheets (.ods) to raw cells."""
