"""The day that a command or a build takes for today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def is_over_a_year(day: date, now: date) -> bool:
    """Tell whether `day` is more than a year before `now`."""
    return (day.year + 1, day.month, day.day) < (now.year, now.month, now.day)


def today() -> date:
    """Return the day of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) where it is set, else the day in UTC.

    Builds that must be equal to the byte set it: https://reproducible-builds.org/docs/source-date-epoch/. Without it
    two builds of one day are equal. What is set and cannot be understood counts as not set.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC).date()
