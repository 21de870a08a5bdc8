"""Whoever has the database, or the log's key too, changes the record: does a stranger find it?

`bin/mingtang test -- tests/attacks --cases 100` tries a hundred of each kind; `--leaves`,
`--canaries` and `--kills` say how much the others do. What was done is told at the end.
"""
