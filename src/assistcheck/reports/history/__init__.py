"""A history in its formats: the trend of the duties met, and who sent when.

Its files::

    lines.py      the lines of a history, as every format draws them; words.py has their words
    text.py       for a terminal; sparklines.py draws its lines in signs
    csv.py json.py    for programs; model.py is the shape of the JSON, schema.py its schema
    html.py       one page; charts.py draws its lines as SVG
"""
