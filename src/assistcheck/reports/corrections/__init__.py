"""What goes back with the workbooks: an index for the office, a message for each file, a table for a mail merge.

Its files::

model.py     one workbook, what is wrong in it, and what was made to go back with it
names.py     the names of the files that go back
kinds.py     faults of one kind together, the gravest first, with their places in words
note.py      the message that goes with a workbook, to be pasted into a chat or a mail
table.py     the table for a mail merge
index.py     the workbook that lists them all
messages.py  every text, in both languages
"""
