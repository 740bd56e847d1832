"""Half-years of waves without a last day: January to June, and July to December."""


def half_of(day):
    """As batches call it, such as "2026-2"."""
    return f"{day.year}-{1 if day.month < 7 else 2}"


def last_half(period):
    """Of a batch that went on into the next half-year ("2026-1–2026-2") the last one."""
    return period.rpartition("–")[2]
