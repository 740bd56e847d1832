"""Helpers, counted by plain SQL."""

from tests.insight.plain_sql.words import in_period, number_of

HELPER = "SELECT FROM caseload_connection c WHERE c.participant_id = p.id AND c.until IS NULL"
AT_NAV = "('liaison', 'specialist', 'assistive_technology', 'colleague')"
FOLLOWED = number_of("followed")
INSIDE = number_of("followed p", f"EXISTS ({HELPER} AND c.kind IN {AT_NAV})")
OUTSIDE = number_of("followed p", f"EXISTS ({HELPER} AND c.kind NOT IN {AT_NAV})")

NEEDS = "mentors_workplaceneed n"
HERE = """n.office_id = %(office)s
  AND (%(department)s::bigint IS NULL OR n.by_id IN (SELECT id FROM advisors))"""
PROPOSAL = "SELECT FROM mentors_needanswer a WHERE a.need_id = n.id"
OPEN = number_of(NEEDS, f"{HERE} AND n.closed_on IS NULL")
UNANSWERED = number_of(NEEDS, f"{HERE} AND n.closed_on IS NULL AND NOT EXISTS ({PROPOSAL})")
ANSWERED = number_of(NEEDS, f"{HERE} AND EXISTS ({PROPOSAL} AND {in_period('a.at')})")


def at_the_office(role):
    return f"""
      SELECT count(DISTINCT user_id) FROM accounts_membership
      WHERE office_id = %(office)s AND role = '{role}' AND starts_on <= %(today)s
      AND (ends_on IS NULL OR ends_on >= %(today)s)"""


LIAISONS, SPECIALISTS = at_the_office("employer_liaison"), at_the_office("employment_specialist")

TABLES = {
    "People": {
        "Everybody who is followed up": [FOLLOWED],
        "With a helper at Nav": [INSIDE],
        "With a helper outside Nav": [OUTSIDE],
    },
    "Needs for a workplace": {
        "Open": [OPEN],
        "Waiting for a proposal": [UNANSWERED],
        "Got a proposal in the time you look at": [ANSWERED],
    },
    "At the office": {
        "Employer liaisons": [LIAISONS],
        "Employment specialists": [SPECIALISTS],
    },
}

KINDS = {
    "Who helps": {
        label: [number_of("followed p", f"EXISTS ({HELPER} AND c.kind = '{kind}')")]
        for label, kind in {
            "Employer liaison": "liaison",
            "Employment specialist": "specialist",
            "Assistive technology centre": "assistive_technology",
            "Colleague at Nav": "colleague",
            "Health service": "health",
            "School": "school",
            "Training office": "training_office",
            "Provider of a measure": "provider",
            "Family or friend": "family",
            "Help with debt": "debt",
            "Help with housing": "housing",
            "Somebody else": "other",
        }.items()
    },
}

LINES = {
    r"(\d+) (?:has|have) a helper at Nav": [INSIDE],
    r"(\d+) (?:has|have) a helper outside Nav": [OUTSIDE],
    r"(\d+) needs? for a workplace waits? for a proposal, (?:the first )?since .+": [UNANSWERED],
    r"(\d+) needs? for a workplace got a proposal in the time you look at": [ANSWERED],
    r"(\d+) employer liaisons? (?:is|are) at the office": [LIAISONS],
    r"(\d+) employment specialists? (?:is|are) at the office": [SPECIALISTS],
}

FINDINGS = {
    r"There is a helper at Nav for (\d+) of (\d+) people, and outside Nav for (\d+)\.": [
        INSIDE,
        FOLLOWED,
        OUTSIDE,
    ],
}
