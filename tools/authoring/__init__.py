"""The tools of those who write records. They alone write into data/; nothing that builds the site needs them.

`source` reads a file with its comments, `written` writes it again, `tidy` mends trivial faults on the way between the two;
`blank` makes a new record and `reference` reads what a reference manager exported; `schemas` helps an editor; `change`
says what differs between two states of the data.
"""
