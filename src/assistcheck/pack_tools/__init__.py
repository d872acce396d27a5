"""Tools for those who write rule packs: checks against the document, cases, mutants, coverage, the next year's pack."""
