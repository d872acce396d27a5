"""An office's quarter from end to end: templates out, workbooks back with people's slips, corrections, notices, replies.

``office`` draws who reports what, and knows how every duty stands by the small model of the simulated year; ``paper`` is a
workbook as its clerk types it, with what the clerk means by each row; ``slips`` are what people do wrong, ``kinds`` what the
reader has to say of it; ``clerk`` corrects by the words of the remedies alone; ``quarter`` puts them together, with the
``commands`` as the office runs them; ``answers`` are what teams write into the lists that they send back.
"""
