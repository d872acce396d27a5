"""How one verdict came about: text, md, json."""
