"""The duties of a pack for a terminal."""
