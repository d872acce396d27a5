"""Tests of one module or room each; the tree mirrors ``src/assistcheck``."""
