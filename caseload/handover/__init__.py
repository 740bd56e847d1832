"""People go from one advisor to colleagues: told what she needs to know, taken over or returned."""
