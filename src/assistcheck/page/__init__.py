"""The page for people without a terminal: a folder of files that any web server hands out, and that audits in the browser."""
