"""Entries of a cache that live no longer than the program: for one that reads the same files again and again."""

from __future__ import annotations


class MemoryEntries:
    """Entries that together take up to ``most`` bytes; the one that was used longest ago goes first."""

    def __init__(self, most: int) -> None:
        """Start from nothing."""
        self._most = most
        self._held = 0
        self._bodies: dict[str, bytes] = {}
        """In the order in which they were used."""

    def load(self, key: str) -> bytes | None:
        """Return what is kept under a key, if anything is."""
        body = self._bodies.pop(key, None)
        if body is not None:
            self._bodies[key] = body
        return body

    def save(self, key: str, body: bytes) -> None:
        """Keep something under a key; what is larger than all the room is not kept."""
        self._held += len(body) - len(self._bodies.pop(key, b""))
        self._bodies[key] = body
        while self._held > self._most:
            self._held -= len(self._bodies.pop(next(iter(self._bodies))))
