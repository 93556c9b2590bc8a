"""Numbers of leads: per office and year, without gaps that nobody can explain."""

from collections.abc import Sequence

from django.db import connection

PATTERN = "线〔{year}〕{number:05d}号"

# The lock holds until the transaction ends: of two that record at once, the second counts on from the first.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('leads.number', %s))"
GREATEST = """
SELECT coalesce(max(substring(number from '^线〔[0-9]{4}〕([0-9]{1,9})号$')::bigint), 0)
FROM leads_lead WHERE office_id = %s AND number LIKE %s
"""


def next_numbers(office_id: int, years: Sequence[int]) -> list[str]:
    """A fresh number of the office for each year given, in that order; sealed leads keep theirs."""
    greatest: dict[int, int] = {}
    found = []
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [office_id])
        for year in years:
            if year not in greatest:
                cursor.execute(GREATEST, [office_id, f"线〔{year}〕%"])
                greatest[year] = cursor.fetchone()[0]
            greatest[year] += 1
            found.append(PATTERN.format(year=year, number=greatest[year]))
    return found
