"""What each figure of the dashboard has to be, counted by plain SQL.

Written from what a figure says, never from how the product counts it. One module for each panel,
named by its key, with what there is of:

- TABLES: {heading of the table: {label of the row: SQL of each cell}}
- MERGED: the same of tables that put small groups together
- LINES: {pattern of a line in English: SQL of each number in it}; no line means nobody to tell of
- FINDINGS: the same of the finding, which is there in one of its forms

`FromSix(sql)` is a number that is withheld while it is of one to five people.
"""
