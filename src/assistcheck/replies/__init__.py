"""What comes back of shortfall lists: who answered what, what is promised by when, and whether the next audit agrees.

Its files::

    keys.py       by what a list and its rows are known again, however they were sorted, saved or converted
    columns.py    the columns of a reply, and what their cells may say
    sheet.py      one sheet of a workbook to the rows of a list, or the lines of an index
    reading.py    files and folders to the sheets in them, each file read in a guarded process
    judging.py    an answer held against its due date, the day, and the next audit's figures
    gathering.py  all of it as one account, list by list
    model.py      that account
"""
