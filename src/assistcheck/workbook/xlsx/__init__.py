"""The .xlsx: its package, its sheets, and what the native reader does not say of them."""
