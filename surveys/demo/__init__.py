"""Invented answers of two closed waves, for `manage.py demo`. Nobody has given them."""
