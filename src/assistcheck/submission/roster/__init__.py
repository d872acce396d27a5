"""The rosters (名册): built from their sheets, and the names that are matched with them."""
