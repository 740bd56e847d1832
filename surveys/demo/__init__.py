"""Invented answers of three closed waves, for `manage.py demo`. Nobody has given them."""
