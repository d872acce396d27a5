"""One small script per peer, each doing the same job on the ledger 消费帮扶.

The job: read the sheet, count the bad rows, and add up the amounts of each team whose goods come from the two cities. A row
is bad if its date is no date, its channel or form is not one of the words, or its amount is no number. Every script is run as
``python -m benchmarks.peers.NAME FILE`` and prints what it found on one line of JSON. It says by its exit code that it cannot
run here (:data:`benchmarks.peers.job.UNAVAILABLE`).
"""
