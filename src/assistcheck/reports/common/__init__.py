"""What several formats draw from: figures, phrases, open items, escaping."""
