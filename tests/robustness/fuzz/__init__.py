"""A fuzzer over the reader: a mutant is refused or read, never anything else, and what is read is what stands there.

Each mutant is a base and a seed, so that it can be had again.
By hand, in ``tests``: ``python -m robustness.fuzz --minutes 15``.
"""
