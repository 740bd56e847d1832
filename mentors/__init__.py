"""Workplaces and the mentors there, who is placed where, and the log of contacts with them."""
