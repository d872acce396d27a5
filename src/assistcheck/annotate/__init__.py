"""A submitter's own workbook with its faults marked: a copy with coloured cells, comments, and a first sheet 审核结果.

Its files::

marked.py  one workbook and its copy
folder.py  all workbooks of a run: their copies, a message for each, an index
fault_list.py  the first sheet alone, where there can be no copy
account.py  what was read of the file that is copied
copying.py  the workbook as openpyxl opens and writes it
long_sheets.py  rows of long sheets, which openpyxl does not get
comment_authors.py  comments whose author is not listed
size_check.py  what is too large to be copied
losses.py  what the copy cannot keep, told from the parts of the file
marks.py   which cells and rows are marked, and why
styles.py  colours and comments
summary_sheet.py  the first sheet
reproducible.py  no time of writing in the copy
messages.py  every text, in both languages
"""

from assistcheck.annotate.account import account_of
from assistcheck.annotate.losses import Loss
from assistcheck.annotate.marked import Annotated, annotate

__all__ = ["Annotated", "Loss", "account_of", "annotate"]
