"""Files to read, wherever they are: each gives its bytes, within the limits, to the process that reads it."""
