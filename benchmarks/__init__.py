"""How fast assistcheck is, as multiples of what else reads the same file: ``python -m benchmarks``.

Whole processes are measured, one after the other in turn, so that a busy moment of the machine meets all of them::

    workbooks.py    the inputs, drawn from the synthetic year
    ledgers.py      one long ledger, as people send it; other_formats.py: as .csv and .ods; write.py writes any of them
    peers/          the same simple job done with other tools, one script each
    competitors.py  what is run at each size
    launch.py       starts one process and says what it took
    measure.py      wall time, processor time and peak memory of everybody, in turn
    agreement.py    whether the peers find what assistcheck finds
    report.py       ratios, and the table of them
    machine.py      what it was measured on
"""
