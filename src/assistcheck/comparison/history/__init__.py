"""The reports of a year as a trend: how many duties are met from report to report, and who sent when.

Its files::

    reports.py    the reports in a folder, and as much of each as a trend takes
    sendings.py   which workbooks each reporter had in each report
    trend.py      all of it as one history
"""
