"""What is told to staff by the clock, and how it is settled at once when something is done."""
