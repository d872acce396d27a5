"""assistcheck: is each duty of the assistance programme met, by how much not, and on which evidence.

The tree is read in the order in which data moves, and it never moves back::

    rules/       rule packs: data from the document, loaded strictly into frozen models
    workbook/    any spreadsheet to raw cells, and one cell to one exact value
    submission/  one Pydantic model per sheet; workbooks to rosters, ledgers and row accounts
    audit/       rows to figures, figures and dates to outcomes
    reports/     outcomes to text and JSON, one file per format
    template/    the empty collection workbook, drawn from the same models
    sample/      a synthetic programme year
    pending.py   files that are being read, and the submission that they are
    api.py       the Python interface; the command line uses nothing else
    cli/         parse, call, write, exit
"""

__version__ = "0.1.0"

DEFAULT_PACK = "dongguan-2022"
"""The shipped rule pack that is used where none is named."""
