"""Folders that are looked at again and again: what has changed, whether it has come to rest, and what became of the verdict."""
