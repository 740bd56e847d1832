"""Who an office follows up, whom it follows closely, how often that was agreed, and who is next."""
