"""A small whole year, and every mark that people write in it."""
