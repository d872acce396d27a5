"""DuckDB with its excel extension; without it the peer cannot run.

DuckDB fetches it once (``INSTALL excel``), or the packages duckdb-extensions and duckdb-extension-excel bring it.
"""

from __future__ import annotations

import sys

import duckdb

from benchmarks.peers.job import (
    AMOUNT,
    CHANNEL,
    CHANNELS,
    DAY,
    FORM,
    FORMS,
    ORIGIN,
    ORIGINS,
    SHEET,
    TEAM,
    UNAVAILABLE,
    answer,
    workbook,
)


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


QUERY = f"""
SELECT team, count(*) FILTER (NOT good), sum(amount) FILTER (good AND origin[:2] IN ({_words(ORIGINS)}))
FROM (
    SELECT "{TEAM}" AS team, "{ORIGIN}" AS origin, TRY_CAST("{AMOUNT}" AS DOUBLE) AS amount,
        coalesce(TRY_CAST("{DAY}" AS DOUBLE) IS NOT NULL AND amount IS NOT NULL
            AND "{CHANNEL}" IN ({_words(CHANNELS)}) AND "{FORM}" IN ({_words(FORMS)}), false) AS good
    FROM read_xlsx(?, sheet = '{SHEET}', header = true, all_varchar = true)
)
GROUP BY team
"""  # noqa: S608 - constants only

connection = duckdb.connect()
try:
    connection.execute("LOAD excel")
except duckdb.Error:
    sys.exit(UNAVAILABLE)
found = connection.execute(QUERY, [workbook()]).fetchall()
answer(sum(bad for _, bad, _ in found), {team: amount for team, _, amount in found if amount is not None})
