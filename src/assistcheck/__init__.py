"""assistcheck: is each duty of the assistance programme met, by how much not, and on which evidence.

The tree is read in the order in which data moves, and it never moves back::

    rules/       rule packs: kinds of subject, sheets and duties as data, loaded strictly into frozen models
    ledgers/     the sheets of a pack, ready for reading: columns, how each is read, how rows are known and dated
    workbook/    any spreadsheet to raw cells, and one cell to one exact value
    submission/  workbooks to rosters, ledgers and row accounts
    audit/       rows to figures, figures and dates to outcomes
    comparison/  written reports read back: two side by side, one as a baseline, those of a year as a history
    reports/     outcomes, comparisons and histories to text, JSON, pages, tables and lists: one wing each
    annotate/    a submitter's own workbook with its faults marked
    watching/    folders that are looked at again and again, and what became of the verdict
    template/    the empty collection workbook, drawn from the pack
    sample/      a synthetic programme year
    pending.py   files that are being read, and the submission that they are
    waiver_files.py  what is excused (备案): texts and sheets to waivers
    api.py       the Python interface, with pack_api.py and render_api.py; the command line uses nothing else
    cli/         parse, call, write, exit; settings/ has what options say where no flag does

What writes files stands beside them, and is used by whoever writes: atomic_write.py (whole or not at all), drafts.py (what has
no place yet), file_lock.py (one at a time), scratch.py (what is temporary, and gone afterwards).
"""

__version__ = "0.1.0"

DEFAULT_PACK = "dongguan-2022"
"""The shipped rule pack that is used where none is named."""
