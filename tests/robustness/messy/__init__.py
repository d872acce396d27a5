"""One clean year, and every way in which people hand in the same year."""
