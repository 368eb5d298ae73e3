"""What each figure says, in words. A frozen period keeps the words and their version: change both together."""

from __future__ import annotations

from typing import Final

VERSION: Final = "1"
LATE: Final = (
    "What reaches the record after the cut-off does not count here, even where its legal day lies in the period: a day "
    "that is corrected later, or an act that is recorded later. It counts in the view of today, and in any period that "
    "is frozen after it. A frozen period is never changed; a later one may be frozen beside it."
)
TITLES: Final[dict[str, str]] = {
    "decided": "Decided",
    "granted": "Granted",
    "in_time": "Decided in time",
    "statutory_in_time": "Decided within the statutory time",
    "clock_median": "Clock-on days, median",
    "clock_p90": "Clock-on days, 90th percentile",
    "elapsed_median": "Elapsed days from day 0, median",
    "elapsed_p90": "Elapsed days from day 0, 90th percentile",
    "receipt_median": "Elapsed days from receipt, median",
    "receipt_p90": "Elapsed days from receipt, 90th percentile",
    "stopped": "Clock stopped",
    "extended": "Reply extended",
    "reverted": "Timetable reverted",
    "state_share": "Share of all days",
    "state_median": "Days in the state, median",
    "validated": "Validated",
    "corrected": "Correction requested",
    "first_time": "Validated without a correction",
    "validation_in_time": "Validation in time",
    "validation_median": "Validation days, median",
    "validation_p90": "Validation days, 90th percentile",
    "cause": "Cause of deficiency",
}
_DECIDED = "Of the cases decided in the period: "
_VALIDATION = "Of the cases whose validation ended in the period: "
DEFINITIONS: Final[dict[str, str]] = {
    "decided": (
        "Cases that were granted or refused, by the legal day of the signed decision. A case counts on the "
        "route on which it was decided. Withdrawn, invalid and lapsed cases are not decided."
    ),
    "granted": f"{_DECIDED}those that were granted.",
    "in_time": (
        f"{_DECIDED}those decided on or before the date that the rule set gives for the decision on the case’s "
        "route (60 days on A, 110 on B under the shipped rules), days on which the clock stood not counted. "
        "Cases on a route without such a date are left out of both numbers."
    ),
    "statutory_in_time": (
        f"{_DECIDED}those decided on or before the statutory decision date of the rule set (210 days), days on "
        "which the clock stood not counted."
    ),
    "clock_median": (
        "The days on which the route’s clock ran, from day 0 to the decision, counted as for the deadlines "
        "themselves. Half of the cases took so long or less. Of an even number, half-way between the middle "
        "two."
    ),
    "clock_p90": (
        "The same days: nine in ten cases took so long or less. Between two cases the figure is interpolated, "
        "as spreadsheets do (PERCENTILE.INC)."
    ),
    "elapsed_median": "All days of the calendar from the first day 0 to the decision, stops included; the median.",
    "elapsed_p90": (
        "All days of the calendar from the first day 0 to the decision, stops included; nine in ten took so "
        "long or less."
    ),
    "receipt_median": "All days of the calendar from the receipt of the submission to the decision; the median.",
    "receipt_p90": (
        "All days of the calendar from the receipt of the submission to the decision; nine in ten took so long or less."
    ),
    "stopped": f"{_DECIDED}those whose route’s clock was stopped at least once.",
    "extended": f"{_DECIDED}those whose company was given longer to reply at least once.",
    "reverted": f"{_DECIDED}those whose timetable went over to a longer one (A to B, B to the national one).",
    "state_share": (
        "The days that the cases decided in the period spent in the state, of all their days since they left "
        "the draft. A day belongs to the state that began on it."
    ),
    "state_median": f"{_DECIDED}the days in the state of those that were in it; the median.",
    "validated": (
        f"{_VALIDATION}those that were found valid. The others were invalid, withdrawn, or sent back to triage."
    ),
    "corrected": f"{_VALIDATION}those in which the company was asked for a correction at least once.",
    "first_time": f"{_VALIDATION}those found valid without any correction.",
    "validation_in_time": (
        f"{_VALIDATION}those found valid on or before the date of the rule set, days on which the company "
        "corrected not counted. Cases that were not found valid are left out of both numbers."
    ),
    "validation_median": f"{_VALIDATION}the days on which validation’s clock ran; the median.",
    "validation_p90": f"{_VALIDATION}the days on which validation’s clock ran; nine in ten took so long or less.",
    "cause": (
        "The deficiencies raised in cases whose validation ended in the period, by the last cause that each "
        "was given; the share of all of them."
    ),
}
