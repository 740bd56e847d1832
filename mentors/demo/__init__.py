"""Invented offices, people and a year of contacts, for `manage.py demo`. Nothing here is real."""
