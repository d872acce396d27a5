"""Cases of a pack: small invented workbooks beside the outcomes that they must lead to."""
