"""An office's quarter from end to end: templates out, workbooks back with people's slips, corrections, notices, replies.

``office`` draws who reports what, and knows how every duty stands by the small model of the simulated year; ``paper`` is a
workbook as its clerk types it, with what the clerk means by each row; ``slips`` are what people do wrong; ``clerk`` corrects
by the words of the remedies alone; ``desk`` runs the commands.
"""
