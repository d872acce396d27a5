"""The report for continuous integration: what is open, as the programs around a build read it."""
