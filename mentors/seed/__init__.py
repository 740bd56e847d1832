"""Invented offices and people in any number, up to a whole nation, for `manage.py seed`.

Unlike the demo nobody here has a story worth reading: what counts is that every row is valid, that
sizes are skewed as in life, and that six million contacts take minutes.
"""
