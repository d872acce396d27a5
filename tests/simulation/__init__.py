"""A simulated year: 50 teams whose workbooks are exported every week, with all that goes wrong, and whose truth is known.

Its files::

    world.py     who takes part
    rows.py      what stands in workbooks, and what teams do to them
    year.py      which files lie in each week's export, and which waivers and readings hold
    truth.py     how every duty stands in each week, by a small model of its own: nothing of the product judges here
    events.py    what happened from one week to the next, and why
    layout.py    the exports as folders of files, and their audits as JSON reports
"""
