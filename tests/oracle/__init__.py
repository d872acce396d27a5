"""An independent oracle: a random clean programme year, and its verdicts worked out by hand-written rules."""
