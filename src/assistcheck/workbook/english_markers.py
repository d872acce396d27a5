"""Marks that people write in English where a value should stand, and words of lines that are no evidence."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    {
        *("none", "nil", "nothing", "blank", "empty", "nodata", "noneyet", "notyet", "nonetoreport", "nothingtoreport"),
        *(
            "notapplicable",
            "notavailable",
            "notknown",
            "notspecified",
            "notprovided",
            "notreported",
            "notstated",
            "notrecorded",
        ),
        *("unknown", "unspecified", "unavailable", "pending", "tba", "tbc", "tbd", "tobedetermined", "tobeconfirmed"),
        *("tobedecided", "tobeannounced", "tofollow", "n.a", "na", "n/a"),
    }
)
"""Words that stand for nothing where they stand alone: without white space, in small letters."""
PLACEHOLDER_FIRST = frozenset(letter for word in PLACEHOLDERS for letter in (word[0], word[0].upper()))
DITTO_MARKS = frozenset({"ditto", "same", "sameasabove", "asabove", "sameaslast", "sameasprevious", "idem"})
"""Words that repeat the cell above where they stand alone: without white space, in small letters."""
DITTO_FIRST = frozenset(letter for word in DITTO_MARKS for letter in (word[0], word[0].upper()))
LONGEST_MARK = 2 * max(map(len, PLACEHOLDERS | DITTO_MARKS))
"""Folded texts longer than this are no such marks."""

_DONE = (
    *(
        "prepared",
        "completed",
        "compiled",
        "submitted",
        "entered",
        "filled in",
        "filled out",
        "reviewed",
        "checked",
        "verified",
    ),
    *("certified", "approved", "authorized", "authorised", "signed", "attested", "received", "reported", "audited"),
)
SIGNED_BY = tuple(f"{done} by" for done in _DONE)
"""What heads a signature, with or without a colon."""
LINE_LABELS = (
    *("note", "notes", "n.b.", "nb", "remark", "remarks", "comment", "comments", "source", "sources", "disclaimer"),
    *("instruction", "instructions", "explanation", "certification", "declaration", "signature", "signatures", "signed"),
    *("authorized signature", "authorised signature", "authorized by", "name", "printed name", "print name", "title"),
    *(
        "position",
        "date",
        "date signed",
        "date submitted",
        "date prepared",
        "date received",
        "phone",
        "telephone",
        "tel",
        "fax",
    ),
    *("email", "e-mail", "contact", "contact person", "contact name", "address", "seal", "stamp", "official seal"),
    *("reporting period", "report date", "period covered", "as of", "attachment", "attachments", "enclosure", "cc"),
)
"""Words that head a remark or a signature where a colon follows."""
BARE_LABELS = (
    "signature",
    "signatures",
    "authorized signature",
    "authorised signature",
    "date signed",
    "notes",
    "official seal",
)
"""Labels that need no colon."""
LINE_WORDS = frozenset(
    {
        *("end", "the end", "end of table", "end of sheet", "end of report", "end of form", "end of list", "end of data"),
        *("intentionally left blank", "this page intentionally left blank", "no further entries", "nothing follows"),
        *("continued", "continued on next page", "continued on the next page", "see next page", "for official use only"),
    }
)
"""Whole lines that are no evidence, without what stands around them."""
LINE_STARTS = (
    *("note", "n.b.", "all amounts", "all figures", "amounts ", "figures ", "source", "the above", "the figures", "this table"),
    *("this sheet", "i certify", "i hereby", "we certify", "we hereby", "for questions", "questions", "please ", "data as of"),
    *("as of ", "continued", "certified", "prepared", "submitted", "* ", "** ", "† "),
)
"""How lines below a table begin."""
TOTAL_FIRST = ("grand", "sub", "overall", "running", "final", "combined")
"""What may stand before total."""
PARTS = ("of which", "of this", "of these", "thereof", "including", "incl.", "incl", "included above", "included in the above")
"""How rows begin that are a part of the row above."""
