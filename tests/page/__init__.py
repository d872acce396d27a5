"""The page of ``assistcheck page`` in a headless Chromium: what a clerk does with it, beside what the command line says.

::

    built.py      builds the folder once for all tests of a run
    site.py       hands it out: a plain server that can be stopped, and that keeps what was asked of it
    trace.py      everything that a browser asked for, said or was refused while a test ran
    clerk.py      what a person does with the page, by what the page offers
    terminal.py   the command line on the same files
    inputs.py     what is dropped
"""
