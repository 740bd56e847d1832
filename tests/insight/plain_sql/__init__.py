"""What each figure of the dashboard has to be, counted by plain SQL.

Written from what a figure says, never from how the product counts it. One module for each panel,
named by its key, with what there is of:

- WITH: {name: SELECT} of what its counts are taken from
- TABLES: {heading of the table: {label of the row: SQL of each cell}}
- SPARSE: {heading: {label of the row: {column: SQL}}} where rows and columns of nothing are absent
- MERGED: as TABLES, of tables that put small parts together as "Others"
- COARSER: parts of those tables that come in the place of several small ones
- KINDS: as MERGED, where a table may be absent for other reasons than small parts
- LINES: {pattern of a line in English: SQL of each number in it}; no line means nobody to tell of
- SOMETIMES: the same of lines that are not always said, though there is something to tell
- FINDINGS: the same of the finding, which is there in one of its forms

`FromSix(sql)` is a number that is withheld while it is of one to five people. What the texts know
besides the tables is in asking.py: people, followed, closely, rest, advisors, today, since.
"""
