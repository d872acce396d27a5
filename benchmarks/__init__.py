"""How fast assistcheck is, as multiples of what else reads the same file: ``python -m benchmarks``.

Whole processes are measured, one after the other in turn, so that a busy moment of the machine meets all of them::

    workbooks.py    the inputs, drawn from the synthetic year; ledgers.py, other_formats.py: one long ledger, as people send it
    write.py        writes one input
    peers/          the same simple job done with other tools, one script each
    goals.py        every group that is measured, and what it has to reach
    sizes.py        how much is measured
    competitors.py  what is run at each size; scenarios.py: ledgers with faults, long reports, the cache
    before.py       the build before, which is run in the same rounds
    launch.py       starts one process and says what it took
    measure.py      wall time, processor time and peak memory of everybody, in turn; tree_memory.py: of all processes together
    agreement.py    whether the peers find what assistcheck finds
    report.py       ratios, and what became of the goals
    tables.py       the JSON of a run as tables; markdown.py puts them into docs/performance.md
    machine.py      what it was measured on
    page.py         the page in a browser beside the command line: a command of its own
"""
