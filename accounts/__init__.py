"""Who logs in, for which office and in which role; and the audit log of what they were shown."""
