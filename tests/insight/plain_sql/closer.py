"""Closer follow-up, counted by plain SQL."""

from tests.insight.plain_sql.words import number_of

FOLLOWED = number_of("followed")
CLOSELY = number_of("closely")
NOT_SCHEDULED = number_of("closely", "next_contact_on IS NULL")
NOT_NOW = number_of("followed", "not_now_until >= %(today)s")

HAS_ROOM = """EXISTS (
  SELECT FROM caseload_roomagreement r WHERE r.advisor_id = advisors.id AND r.office_id = %(office)s
  AND %(today)s BETWEEN r.from_on AND r.until_on AND r.ended_on IS NULL)"""
HAS_ASKED = """EXISTS (
  SELECT FROM caseload_roomrequest q WHERE q.advisor_id = advisors.id AND q.office_id = %(office)s
  AND q.settled_on IS NULL)"""
AGREED = number_of("advisors", HAS_ROOM)
ASKED = number_of("advisors", f"NOT {HAS_ROOM} AND {HAS_ASKED}")
NOT_YET = number_of("advisors", f"NOT {HAS_ROOM} AND NOT {HAS_ASKED}")


def with_a_portfolio_of(low, high):
    return f"""
      SELECT count(*) FROM advisors WHERE (
        SELECT count(*) FROM followed WHERE followed.advisor_id = advisors.id
      ) BETWEEN {low} AND {high}"""


def beside_each_other(condition):
    return number_of("closely", condition), number_of("rest", condition)


AGE = "extract(year FROM %(today)s::date) - birth_year"
LARGEST_NEEDS = "need_group IN ('reduced_capacity', 'partly_work', 'little_opportunity')"


def share(people):
    """Of the largest needs, in per cent; a half goes to the even number, as Python rounds."""
    part = f"count(*) FILTER (WHERE {LARGEST_NEEDS})"
    return f"SELECT round((100.0 * {part} / nullif(count(*), 0))::float8)::integer FROM {people}"


TABLES = {
    "People": {
        "Everybody who is followed up": [FOLLOWED],
        "Followed closely": [CLOSELY],
        "Next contact not scheduled": [NOT_SCHEDULED],
        "Not now": [NOT_NOW],
    },
    "Room for closer follow-up": {
        "Agreed": [AGREED],
        "Asked for": [ASKED],
        "Not talked about yet": [NOT_YET],
    },
    "People in the portfolio": {
        "0–30": [with_a_portfolio_of(0, 30)],
        "31–60": [with_a_portfolio_of(31, 60)],
        "61–100": [with_a_portfolio_of(61, 100)],
        "over 100": [with_a_portfolio_of(101, 1_000_000)],
    },
}

MERGED = {
    "Group of need": {
        label: beside_each_other(f"need_group = '{value}'")
        for label, value in {
            "Good opportunities": "good_opportunities",
            "Needs guidance": "needs_guidance",
            "Needs guidance, reduced capacity to work": "reduced_capacity",
            "Can work partly": "partly_work",
            "Little opportunity to work": "little_opportunity",
            "Not known": "",
        }.items()
    },
    "Benefit": {
        label: beside_each_other(f"benefit = '{value}'")
        for label, value in {
            "None": "none",
            "Work assessment allowance (AAP)": "work_assessment_allowance",
            "Unemployment benefit": "unemployment_benefit",
            "Activity allowance": "activity_allowance",
            "Social assistance": "social_assistance",
            "Qualification programme (KVP)": "qualification_programme",
            "Sickness benefit": "sickness_benefit",
            "Disability benefit": "disability_benefit",
            "Not known": "",
        }.items()
    },
    "Age this year": {
        "Under 30": beside_each_other(f"{AGE} < 30"),
        "30–39": beside_each_other(f"{AGE} BETWEEN 30 AND 39"),
        "40–49": beside_each_other(f"{AGE} BETWEEN 40 AND 49"),
        "50–59": beside_each_other(f"{AGE} BETWEEN 50 AND 59"),
        "60 and older": beside_each_other(f"{AGE} >= 60"),
        "Not known": beside_each_other("birth_year IS NULL"),
    },
}

# What takes the place of small parts before they are called others.
COARSER = {
    "Group of need": {
        "Good opportunities or needs guidance": beside_each_other(
            "need_group IN ('good_opportunities', 'needs_guidance')"
        ),
        "Good opportunities, needs guidance or not known": beside_each_other(
            "need_group IN ('good_opportunities', 'needs_guidance', '')"
        ),
        "Reduced capacity or little opportunity to work": beside_each_other(LARGEST_NEEDS),
        "Reduced capacity, little opportunity to work or not known": beside_each_other(
            f"({LARGEST_NEEDS} OR need_group = '')"
        ),
    },
    "Age this year": {
        "Under 40": beside_each_other(f"{AGE} < 40"),
        "Under 40 or not known": beside_each_other(f"({AGE} < 40 OR birth_year IS NULL)"),
        "40 and older": beside_each_other(f"{AGE} >= 40"),
        "40 and older or not known": beside_each_other(f"({AGE} >= 40 OR birth_year IS NULL)"),
    },
}

LINES = {
    r"(\d+) (?:is|are) followed closely": [CLOSELY],
    r"(\d+) of them (?:has|have) no next contact scheduled": [NOT_SCHEDULED],
    r"For (\d+) it is not now, with a date to look again": [NOT_NOW],
    r"Room is agreed with (\d+) advisors?": [AGREED],
    r"(\d+) asks? for an agreement": [ASKED],
    r"With (\d+) it is not talked about yet": [NOT_YET],
}

CLOSELY_OF_ALL = r"(\d+) of (\d+) people (?:is|are) followed closely\."
FINDINGS = {
    CLOSELY_OF_ALL: [CLOSELY, FOLLOWED],
    CLOSELY_OF_ALL + r" (\d+) per cent of them have reduced capacity or little opportunity to work;"
    r" of everybody else it is (\d+) per cent\.": [
        CLOSELY,
        FOLLOWED,
        share("closely"),
        share("rest"),
    ],
}
