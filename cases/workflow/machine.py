"""The machine: every move of a case, from draft to its end (domain 4.6). `docs/workflow.md` is drawn from this file.

A body only sets fields of its own row from its arguments; it never saves, queries or mails. Moves go through
`perform` alone.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from recognition.accounts.permissions import COMPANY, CONFIGURE, LEAD, MANAGE, RECORD, SIGN, SYSTEM, TRIAGE, VALIDATE
from recognition.routes import ledger
from recognition.routes.ledger import CONSULTATION, CORRECTION, REPLY, REPRESENTATIONS, ROUTE, STATUTORY, VALIDATION

from . import advice_checks as advice
from . import checks
from . import clock_checks as clocks
from .moves import ClockAct, ends, ends_all, move, resumes, starts, stops

if TYPE_CHECKING:  # `perform` attaches it for the time of one move
    from .perform import Moving

# One move a paragraph: the whole machine on a few screens is worth more than one argument a line.
# fmt: off
OPEN = ["draft", "triage", "eligible", "received", "validating", "correction_requested", "assessing",
        "awaiting_information", "reply_overdue", "consultation", "representations", "awaiting_signature"]
BEFORE_DAY_ZERO = ["eligible", "received", "validating", "correction_requested"]
AFTER_DAY_ZERO = ["assessing", "awaiting_information", "reply_overdue", "consultation", "representations",
                  "awaiting_signature"]
UNDECIDED = ["assessing", "consultation", "representations"]
BY_COMPANY = (COMPANY, RECORD)
ASKS_AGAIN = (LEAD, CONFIGURE)  # who publishes a version moves cases on to it
CASE_TEAM = ("company", "assessor", "lead")
EXTENDS_REPLY = (ClockAct(REPLY, ledger.EXTENDED, until="until"),)
REPLY_ARRIVES = [clocks.REPLY_OPEN, clocks.REPLY_IN_TIME]
ASSESSED = [checks.ASSESSMENTS_COMPLETE, checks.SECTIONS_DONE, checks.PEER_CHECKED]
EXTENSION = [
    clocks.REPLY_OPEN,
    clocks.EXTENSION_IN_TIME,
    clocks.EXTENSION_LATER,
    clocks.EXTENSION_CEILING,
]


class Machine(models.Model):
    """The moves of `Application`, whose fields they set."""

    route: str
    moving: Moving
    submitted_on: date | None
    form_received_on: date | None

    class Meta:
        abstract = True

    # Eligibility and receipt

    @move(source="draft", target="eligible", by=BY_COMPANY, event="eligibility_found", label="File eligibility form",
          conditions=[checks.PL_NUMBER], tells=["company"])
    def find_eligible(self, *, route: str, form_received_on: date) -> None:
        self.route, self.form_received_on = route, form_received_on

    @move(source="draft", target="triage", by=BY_COMPANY, event="triage_needed", label="File eligibility form",
          conditions=[checks.PL_NUMBER], clock=starts(ledger.TRIAGE), tells=["company", "lead"])
    def send_to_triage(self, *, form_received_on: date) -> None:
        self.form_received_on = form_received_on

    @move(source=["draft", "eligible"], target="triage", by=BY_COMPANY, event="submitted_to_triage", label="Submit",
          conditions=[checks.PL_NUMBER], clock=starts(ledger.TRIAGE, STATUTORY), tells=["company", "lead"])
    def receive_for_triage(self, *, submitted_on: date, form_received_on: date) -> None:
        self.route, self.submitted_on, self.form_received_on = "", submitted_on, form_received_on

    @move(source=["draft", "eligible"], target="not_eligible", by=BY_COMPANY, event="not_eligible_found",
          label="File eligibility form", clock=ends_all(ledger.CANCELLED), tells=["company"])
    def find_not_eligible(self, *, form_received_on: date) -> None:
        self.route, self.form_received_on = "", form_received_on

    @move(source="triage", target="eligible", by=[TRIAGE], event="route_set", label="Decide the route",
          clock=ends(ledger.TRIAGE), tells=["company"])
    def set_route(self, *, route: str) -> None:
        self.route = route

    @move(source="triage", target="received", by=[TRIAGE], event="route_of_submission_set", label="Decide the route",
          clock=(*ends(ledger.TRIAGE), *starts(VALIDATION)), tells=["company", "validator"])
    def set_route_of_submission(self, *, route: str) -> None:
        self.route = route

    @move(source="triage", target="not_eligible", by=[TRIAGE], event="found_not_eligible_in_triage",
          label="Find not eligible", clock=ends_all(ledger.CANCELLED), tells=["company"])
    def reject_in_triage(self) -> None:
        self.route = ""

    @move(source=BEFORE_DAY_ZERO, target="not_eligible", by=[LEAD], event="overridden_to_not_eligible",
          label="Find not eligible", clock=ends_all(ledger.CANCELLED), tells=["company"])
    def override_to_not_eligible(self) -> None:
        self.route = ""

    @move(source=BEFORE_DAY_ZERO, target=None, by=[LEAD], event="route_overridden",
          label="Override the route", tells=["company", "validator"])
    def override_route(self, *, route: str) -> None:
        self.route = route

    # The rules asked again, with a reason

    @move(source=["triage", *BEFORE_DAY_ZERO, *AFTER_DAY_ZERO], target=None, by=ASKS_AGAIN, event="redetermined",
          label="Determine the route again")
    def redetermine(self) -> None:
        """The rules change nothing of the route, or it stands beyond them."""

    @move(source=[*BEFORE_DAY_ZERO, *AFTER_DAY_ZERO], target=None, by=ASKS_AGAIN, event="route_redetermined",
          label="Determine the route again", tells=[*CASE_TEAM, "validator"])
    def redetermine_route(self, *, route: str) -> None:
        self.route = route

    @move(source=BEFORE_DAY_ZERO, target="triage", by=ASKS_AGAIN, event="redetermined_for_triage",
          label="Determine the route again",
          clock=(*ends(CORRECTION, VALIDATION, outcome=ledger.CANCELLED), *starts(ledger.TRIAGE)),
          tells=["company", "lead"])
    def redetermine_for_triage(self) -> None:
        self.route = ""

    @move(source="triage", target="eligible", by=ASKS_AGAIN, event="redetermined_out_of_triage",
          label="Determine the route again", clock=ends(ledger.TRIAGE), tells=["company"])
    def redetermine_out_of_triage(self, *, route: str) -> None:
        self.route = route

    @move(source="triage", target="received", by=ASKS_AGAIN, event="submission_redetermined_out_of_triage",
          label="Determine the route again", clock=(*ends(ledger.TRIAGE), *starts(VALIDATION)),
          tells=["company", "validator"])
    def redetermine_submission_out_of_triage(self, *, route: str) -> None:
        self.route = route

    @move(source=["triage", *BEFORE_DAY_ZERO], target="not_eligible", by=ASKS_AGAIN,
          event="redetermined_not_eligible", label="Determine the route again", clock=ends_all(ledger.CANCELLED),
          tells=["company"])
    def redetermine_not_eligible(self) -> None:
        self.route = ""

    @move(source="eligible", target="received", by=BY_COMPANY, event="submitted", label="Submit",
          conditions=[checks.ROUTE_SET], clock=starts(STATUTORY, VALIDATION), tells=["company", "validator"])
    def receive(self, *, submitted_on: date, route: str) -> None:
        self.submitted_on, self.route = submitted_on, route

    @move(source=["eligible", "triage"], target="lapsed", by=[LEAD], event="lapsed", label="Record as lapsed",
          conditions=[checks.NOT_SUBMITTED], clock=ends_all(ledger.CANCELLED), tells=["company"])
    def lapse(self) -> None:
        """No submission followed the eligibility form."""

    # Validation

    @move(source="received", target="validating", by=[VALIDATE], event="validation_started",
          label="Start validation")
    def start_validation(self) -> None:
        """A validator has taken the case."""

    @move(source="validating", target="correction_requested", by=[VALIDATE], event="correction_requested",
          label="Request a correction", clock=(*stops(VALIDATION), *starts(CORRECTION)), tells=["company"])
    def request_correction(self) -> None:
        """The company is asked to put the submission right."""

    @move(source="correction_requested", target="validating", by=BY_COMPANY, event="correction_received",
          label="Record the correction", clock=(*ends(CORRECTION), *resumes(VALIDATION)),
          tells=["company", "validator"])
    def receive_correction(self) -> None:
        """The corrected sequence has arrived."""

    @move(source=["validating", "correction_requested"], target="invalid", by=[VALIDATE], event="found_invalid",
          label="Find invalid", clock=ends_all(ledger.CANCELLED), tells=["company"])
    def find_invalid(self) -> None:
        """The submission is incomplete and was not put right."""

    @move(source="validating", target="assessing", by=[VALIDATE], event="validated", label="Validate",
          conditions=[checks.ROUTE_SET, checks.FEE_PAID, checks.PACKAGE_COMPLETE, checks.NO_OPEN_DEFICIENCY],
          clock=(*ends(VALIDATION), *starts(ROUTE)), tells=CASE_TEAM)
    def validate(self) -> None:
        """Day 0 of the route's clock."""

    # Assessment: requests for information

    @move(source="assessing", target="awaiting_information", by=[LEAD], event="information_requested",
          label="Request information", conditions=[clocks.CLOCK_RUNS, clocks.STOPS_LEFT, clocks.STOP_DAY],
          clock=(*stops(ROUTE, STATUTORY), *starts(REPLY)), tells=CASE_TEAM)
    def request_information(self) -> None:
        """The clock stops until the company has replied."""

    @move(source="assessing", target="assessing", by=[LEAD], event="information_requested_on_running_clock",
          label="Request information", conditions=[clocks.NEVER_STOPS], clock=starts(REPLY), tells=CASE_TEAM)
    def request_information_on_running_clock(self) -> None:
        """A request on a route without a stop: the clock runs on."""

    @move(source="awaiting_information", target="assessing", by=BY_COMPANY, event="information_received",
          label="Record the reply", conditions=REPLY_ARRIVES,
          clock=(*ends(REPLY), *resumes(ROUTE, STATUTORY)), tells=CASE_TEAM)
    def receive_information(self) -> None:
        """A complete reply in time: the clock runs again."""

    @move(source=UNDECIDED, target=None, by=BY_COMPANY, event="information_received_on_running_clock",
          label="Record the reply", conditions=[clocks.ASKED_ON_RUNNING_CLOCK, *REPLY_ARRIVES], clock=ends(REPLY),
          tells=CASE_TEAM)
    def receive_information_on_running_clock(self) -> None:
        """A complete reply to a request that did not stop the clock."""

    @move(source="awaiting_information", target="awaiting_information", by=[MANAGE, LEAD], event="extension_granted",
          label="Extend the reply date", conditions=EXTENSION, clock=EXTENDS_REPLY, tells=CASE_TEAM)
    def grant_extension(self, *, until: date) -> None:
        """The company has longer to reply; the clock stays stopped."""

    @move(source="awaiting_information", target="awaiting_information", by=BY_COMPANY, event="extension_requested",
          label="Record a request for longer", conditions=[clocks.NOT_ASKED_YET, *EXTENSION], tells=CASE_TEAM)
    def request_extension(self, *, until: date) -> None:
        """The company asks for longer to reply. The reply stays due as it was until a person has granted it."""

    @move(source="awaiting_information", target="awaiting_information", by=[MANAGE, LEAD],
          event="extension_declined", label="Decline the extension", conditions=[clocks.EXTENSION_ASKED],
          tells=CASE_TEAM)
    def decline_extension(self) -> None:
        """The company has no longer than it had."""

    @move(source="awaiting_information", target="reply_overdue", by=[SYSTEM], event="reply_overdue",
          label="Mark as overdue", conditions=[clocks.REPLY_LATE], tells=[*CASE_TEAM, "manager"])
    def mark_reply_overdue(self) -> None:
        """The reply date has passed. Nothing is refused by that alone."""

    @move(source="reply_overdue", target="assessing", by=[LEAD], event="late_reply_accepted",
          label="Accept the late reply", conditions=[clocks.REPLY_OPEN, clocks.REPLY_LATE],
          clock=(*ends(REPLY), *resumes(ROUTE, STATUTORY)), tells=CASE_TEAM)
    def accept_late_reply(self) -> None:
        """A person accepts what came after its date; the clock runs from that day."""

    @move(source=UNDECIDED, target=None, by=[LEAD], event="late_reply_accepted_on_running_clock",
          label="Accept the late reply",
          conditions=[clocks.ASKED_ON_RUNNING_CLOCK, clocks.REPLY_OPEN, clocks.REPLY_LATE], clock=ends(REPLY),
          tells=CASE_TEAM)
    def accept_late_reply_on_running_clock(self) -> None:
        """A late reply to a request that did not stop the clock."""

    # Reversion, consultation and representations

    @move(source="assessing", target="assessing", by=[LEAD], event="reverted_to_b", label="Revert to Recognition B",
          conditions=[clocks.REVERTS_TO_B, checks.OPEN_MAJOR_OBJECTION, clocks.REVERT_WINDOW],
          clock=(ClockAct(ROUTE, ledger.RE_ROUTED),), tells=[*CASE_TEAM, "manager"])
    def revert_to_b(self, *, route: str) -> None:
        self.route = route

    @move(source=["assessing", "consultation"], target=None, by=[LEAD], event="reverted_to_national",
          label="Revert to the national timetable",
          conditions=[clocks.REVERTS_TO_N, checks.OPEN_MAJOR_OBJECTION, clocks.REVERT_WINDOW],
          clock=(ClockAct(ROUTE, ledger.RE_ROUTED),), tells=[*CASE_TEAM, "manager"])
    def revert_to_national(self, *, route: str) -> None:
        self.route = route

    @move(source=["assessing", "reply_overdue"], target="consultation", by=[LEAD], event="consultation_started",
          label="Consult the Commission", clock=starts(CONSULTATION), tells=["assessor", "lead", "manager"])
    def start_consultation(self) -> None:
        """The Commission on Human Medicines is asked for its advice."""

    @move(source="consultation", target="assessing", by=[LEAD], event="positive_advice_received",
          label="Record positive advice", conditions=[advice.ADVICE_AWAITED, clocks.CLOCK_RUNS],
          clock=ends(CONSULTATION), tells=["assessor", "lead"])
    def receive_positive_advice(self) -> None:
        """The Commission advises that a grant is possible."""

    @move(source="consultation", target="reply_overdue", by=[LEAD], event="positive_advice_received_while_stopped",
          label="Record positive advice", conditions=[advice.ADVICE_AWAITED, clocks.CLOCK_STOPPED],
          clock=ends(CONSULTATION), tells=["assessor", "lead"])
    def receive_positive_advice_while_stopped(self) -> None:
        """The reply that was overdue still is."""

    @move(source="consultation", target="consultation", by=[LEAD], event="negative_advice_received",
          label="Record negative advice", conditions=[advice.ADVICE_AWAITED], clock=ends(CONSULTATION),
          tells=["assessor", "lead", "manager"])
    def receive_negative_advice(self) -> None:
        """The Commission's provisional opinion is against a grant."""

    @move(source="consultation", target="representations", by=[LEAD], event="provisional_opinion_notified",
          label="Notify the provisional opinion", conditions=[advice.NEGATIVE_ADVICE], clock=starts(REPRESENTATIONS),
          tells=CASE_TEAM)
    def notify_provisional_opinion(self) -> None:
        """The 28 days for representations begin with this day."""

    @move(source=["representations", "awaiting_signature"], target=None, by=BY_COMPANY,
          event="representations_requested", label="Record a request for representations",
          conditions=[advice.OPINION_NOTIFIED, advice.WITHIN_28_DAYS],
          clock=ends(REPRESENTATIONS), tells=CASE_TEAM)
    def request_representations(self) -> None:
        """The company asks to be heard."""

    # Decision

    @move(source=UNDECIDED, target="awaiting_signature", by=[LEAD],
          event="grant_recommended", label="Recommend a grant",
          conditions=[clocks.CLOCK_RUNS, checks.NO_OPEN_MAJOR_OBJECTION, *ASSESSED],
          tells=["signatory"])
    def recommend_grant(self) -> None:
        """The report is final and a grant is proposed."""

    @move(source=UNDECIDED, target="awaiting_signature", by=[LEAD],
          event="refusal_recommended", label="Recommend a refusal",
          conditions=[advice.ADVICE_FIRST, advice.REPRESENTATIONS_OVER], tells=["signatory", "manager"])
    def recommend_refusal(self, *, grounds: str) -> None:
        """A refusal is proposed, with its grounds."""

    @move(source="awaiting_signature", target="assessing", by=[SIGN], event="recommendation_returned",
          label="Return the recommendation", conditions=[clocks.CLOCK_RUNS], tells=["assessor", "lead"])
    def return_recommendation(self) -> None:
        """The signatory does not sign it as it is."""

    @move(source="awaiting_signature", target="consultation", by=[SIGN],
          event="recommendation_returned_while_stopped", label="Return the recommendation",
          conditions=[clocks.CLOCK_STOPPED], tells=["assessor", "lead"])
    def return_recommendation_while_stopped(self) -> None:
        """The clock still waits for the company, so the case goes back to its consultation."""

    @move(source="awaiting_signature", target="representations", by=[SIGN],
          event="recommendation_returned_to_representations", label="Return the recommendation",
          conditions=[advice.MAY_STILL_ASK], tells=["assessor", "lead"])
    def return_recommendation_to_representations(self) -> None:
        """The company's 28 days go on, so the case goes back to them."""

    @move(source="awaiting_signature", target="granted", by=[SIGN], event="granted", label="Sign the grant",
          conditions=[checks.NO_OPEN_MAJOR_OBJECTION, *ASSESSED],
          clock=(*ends_all(ledger.DECIDED), *starts(ledger.AUTHORISATION)), tells=CASE_TEAM)
    def grant(self) -> None:
        """The licensing authority grants the authorisation."""

    @move(source="awaiting_signature", target="refused", by=[SIGN], event="refused", label="Sign the refusal",
          conditions=[advice.ADVICE_FIRST], clock=ends_all(ledger.DECIDED), tells=CASE_TEAM)
    def refuse(self, *, grounds: str) -> None:
        """The licensing authority refuses the application."""

    @move(source=OPEN, target="withdrawn", by=BY_COMPANY, event="withdrawn", label="Record a withdrawal",
          clock=ends_all(ledger.CANCELLED), tells=CASE_TEAM)
    def withdraw(self) -> None:
        """The applicant withdraws in writing before a determination."""
