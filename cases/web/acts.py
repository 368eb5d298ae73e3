"""Every move and change that a person can make, in one table, in the order in which a case meets them.

The pages offer what stands here and nothing else; a test holds it against the machine.
"""

from __future__ import annotations

from typing import Final

from cases.models import CLOSED, State
from cases.models.state import UNDER_ASSESSMENT
from cases.operations import (
    assessments,
    close,
    consultation,
    decisions,
    deficiencies,
    extensions,
    objections,
    raise_information_request,
    replies,
    submit,
    validation,
)
from cases.operations import innovation_passport as passports
from cases.operations.add_each_document import add_each_document
from cases.operations.assign import assign
from cases.operations.correct_answers import correct_answers
from cases.operations.correct_date import CORRECTABLE, correct_date
from cases.operations.decide_triage import decide_triage
from cases.operations.documents import add_document
from cases.operations.notes import add_note
from cases.operations.prioritise import prioritise
from cases.operations.redetermine import redetermine
from cases.operations.revert import revert
from cases.queries.consequence import REDETERMINABLE
from cases.workflow.machine import OPEN
from recognition.accounts.permissions import ASSESS, LEAD, MANAGE, RECORD, SIGN, VALIDATE

from . import samples
from .act import Act, with_text
from .assessment_acts import ON_DISCIPLINE
from .forms.assessment import BeginForm, CompleteForm, ObjectionForm, ResolveForm
from .forms.base import NoFields, asking
from .forms.correction import CorrectionForm
from .forms.decision import AdviceForm, GrantForm, RefusalForm, SignForm
from .forms.documents import DocumentForm, ReplaceForm
from .forms.extension import AskedForm, DeclineForm, ExtensionForm, asked_for_longer
from .forms.information import InformationForm
from .forms.passport import PassportAdviceForm, PassportForm, carries, named
from .forms.past_date import PastDateForm
from .forms.people import AssignForm, FeeForm, NoteForm, PriorityForm
from .forms.reply import LateReplyForm, ReplyForm
from .forms.route import AgainForm, RouteForm
from .forms.validation import CorrectionRequestForm, RaiseForm, ValidateForm, WorkOffForm
from .papers import replaceable
from .request_acts import DRAFT, ON_PAGE

# One act a paragraph: the table is read whole.
# fmt: off
ELIGIBILITY: Final = (
    Act("decide-triage", "Decide the route", RouteForm, decide_triage, "The route has been decided.",
        "The rules could not decide the route of this case, so a person does.",
        moves=("set_route", "set_route_of_submission", "reject_in_triage"), samples=samples.routes, tells_dates=True,
        is_main=lambda case: True),
    Act("record-submission", "Record the submission", NoFields, submit.submit, "The submission has been recorded.",
        "The submission has come in another way than through the company's own system. The route is determined again.",
        moves=("receive", "receive_for_triage", "find_not_eligible"), tells_dates=True, is_main=lambda case: True),
    Act("override-route", "Override the route", RouteForm, decide_triage, "The route has been overridden.",
        "The route that the rules gave is replaced by yours. Both stay on record.",
        moves=("override_route", "override_to_not_eligible"), samples=samples.routes, tells_dates=True),
    Act("redetermine", "Determine the route again", AgainForm, redetermine, "The rules have been asked again.",
        "The rules are asked again, of the answers as they stand. A route that a person decided, or that the timetable "
        "reverted to, stands.",
        moves=("redetermine", "redetermine_route", "redetermine_for_triage", "redetermine_out_of_triage",
               "redetermine_submission_out_of_triage", "redetermine_not_eligible"),
        samples=samples.versions, tells_dates=True),
    Act("correct-answer", "Correct the answer", CorrectionForm, correct_answers, "The answer has been corrected.",
        "What was filed is put right, and the rules are asked again at once. The company is told.",
        may=(LEAD,), states=REDETERMINABLE, parts=samples.answers, samples=None, short="Correct", checks=True),
    Act("lapse", "Record as lapsed", asking("reason", "Reason"), close.lapse, "The case has lapsed.",
        "No submission followed the eligibility form. The case ends.", moves=("lapse",), samples=with_text("reason"),
        tells_dates=True, is_final=True),
)
VALIDATION: Final = (
    Act("start-validation", "Start validation", NoFields, validation.start_validation, "Validation has started.",
        "You become the case's validator.", moves=("start_validation",), is_main=lambda case: True),
    Act("record-fee", "Record the fee", FeeForm, validation.record_fee, "The fee has been recorded.",
        may=(VALIDATE,), states=[state for state in validation.FEE_STATES if state != State.DRAFT],
        samples=with_text("fee_reference"),
        again=lambda case: "Change the fee's reference" if case.fee_reference else "",
        is_main=lambda case: case.state == State.VALIDATING and not case.fee_reference),
    Act("validate", "Validate", ValidateForm, validation.validate, "The submission is valid. Today is day 0.",
        "The submission is complete. Today becomes day 0 and the assessment clock starts.",
        moves=("validate",), tells_dates=True, is_main=lambda case: True),
    Act("record-correction", "Record the correction", asking("reason", "What the correction holds", required=False),
        validation.receive_correction, "The correction has been recorded.",
        "The corrected sequence has arrived.", moves=("receive_correction",), tells_dates=True,
        is_main=lambda case: True),
    Act("request-correction", "Request a correction", CorrectionRequestForm,
        validation.request_correction, "The correction has been requested.",
        "The company is asked to put the submission right. The validation clock stops.",
        moves=("request_correction",), samples=with_text("defects"), tells_dates=True),
    Act("raise-deficiency", "Raise a deficiency", RaiseForm, deficiencies.raise_deficiency,
        "The deficiency has been raised.", "Beside the items of the checklist. While it is open, nothing is validated.",
        may=(VALIDATE,), states=(State.VALIDATING,), samples=None, back="case-validation"),
    Act("resolve-deficiency", "Work off a deficiency", WorkOffForm, deficiencies.resolve_deficiency,
        "The deficiency has been worked off.", may=(VALIDATE,), states=(State.VALIDATING,),
        parts=samples.open_deficiencies_of, samples=samples.worked_off, short="Work off", back="case-validation"),
    Act("find-invalid", "Find invalid", asking("reason", "Reason", "The company reads it."), validation.find_invalid,
        "The submission has been found invalid.", "The submission is incomplete and was not put right. The case ends.",
        moves=("find_invalid",), samples=with_text("reason"), tells_dates=True, is_final=True),
)
ASSESSMENT: Final = (
    Act("extend-reply", "Extend the reply date", ExtensionForm, replies.grant_extension,
        "The reply date has been extended.", "The company has longer to reply. The clock stays stopped until it does.",
        moves=("grant_extension",), samples=samples.extension, is_main=asked_for_longer, checks=True),
    Act("decline-extension", "Decline the extension", DeclineForm, extensions.decline_extension,
        "The extension has been declined.", "The reply stays due on its date. The company reads your reason.",
        moves=("decline_extension",), samples=with_text("reason")),
    Act("record-extension-request", "Record a request for longer", AskedForm, extensions.request_extension,
        "The request for longer has been recorded.",
        "The company asks for longer to reply in another way than through its own system. A lead or a manager answers.",
        moves=("request_extension",), samples=samples.extension),
    Act("record-reply", "Record the reply", ReplyForm, replies.receive_information, "The reply has been recorded.",
        "The company's reply is complete: it answers each point.",
        moves=("receive_information", "receive_information_on_running_clock"), samples=samples.reply,
        tells_dates=True, is_main=lambda case: True),
    Act("accept-late-reply", "Accept the late reply", LateReplyForm, replies.accept_late_reply,
        "The late reply has been accepted.", "The reply came after its date. You accept it all the same.",
        moves=("accept_late_reply", "accept_late_reply_on_running_clock"), samples=samples.late_reply,
        tells_dates=True, is_main=lambda case: True),
    Act("begin-assessment", "Begin the assessment", BeginForm, assessments.begin_assessment,
        "You have begun the assessment.",
        "You take up this discipline's assessment. Colleagues see that it is yours.",
        may=(ASSESS,), states=UNDER_ASSESSMENT, parts=samples.not_started, samples=samples.discipline,
        short="Begin"),
    Act("complete-assessment", "Complete the assessment", CompleteForm, assessments.complete_assessment,
        "The assessment is complete.", "A grant can be recommended when every discipline is complete.",
        may=(ASSESS,), states=UNDER_ASSESSMENT, parts=samples.not_complete, samples=samples.findings,
        short="Complete"),
    Act("raise-objection", "Raise an objection", ObjectionForm, objections.raise_objection,
        "The objection has been raised.", may=(ASSESS,), states=UNDER_ASSESSMENT,
        samples=samples.objection),
    Act("resolve-objection", "Resolve the objection", ResolveForm, objections.resolve_objection,
        "The objection has been resolved.", may=(ASSESS,), states=UNDER_ASSESSMENT,
        parts=samples.open_objections, samples=samples.resolution, short="Resolve"),
    DRAFT,
    Act("request-information", "Request information", InformationForm,
        raise_information_request.raise_information_request, "The request has been sent to the company.",
        "The company is asked to answer each point.",
        moves=("request_information", "request_information_on_running_clock"), samples=samples.points,
        tells_dates=True),
    Act("revert", "Revert the timetable", asking("reason", "Why the timetable reverts"), revert,
        "The timetable has reverted.",
        "A major objection cannot be resolved in time, so a longer timetable takes over.",
        moves=("revert_to_b", "revert_to_national"), samples=with_text("reason"), tells_dates=True),
    Act("consult", "Consult the Commission", asking("reason", "What the Commission is asked"),
        consultation.start_consultation, "The Commission is being consulted.",
        "The Commission on Human Medicines is asked for its advice.",
        moves=("start_consultation",), samples=with_text("reason"), tells_dates=True),
    Act("record-advice", "Record the Commission's advice", AdviceForm, consultation.receive_advice,
        "The advice has been recorded.",
        moves=("receive_positive_advice", "receive_positive_advice_while_stopped", "receive_negative_advice"),
        samples=samples.advice, tells_dates=True, is_main=lambda case: True),
    Act("notify-opinion", "Notify the provisional opinion",
        asking("reason", "Provisional opinion", "The company reads it."),
        consultation.notify_provisional_opinion, "The provisional opinion has been notified.",
        "The company's 28 days to ask for representations begin with today.",
        moves=("notify_provisional_opinion",), samples=with_text("reason"), tells_dates=True,
        is_main=lambda case: True),
    Act("record-representations", "Record a request for representations",
        asking("reason", "What the company asks for", required=False),
        consultation.request_representations, "The request for representations has been recorded.",
        "The company asks to be heard.", moves=("request_representations",), tells_dates=True),
)
DECISION: Final = (
    Act("sign", "Read and sign", SignForm, decisions.sign_decision, "The decision has been signed and sealed.",
        "Your signature decides the case. It cannot be undone.", moves=("grant", "refuse"), samples=samples.signature,
        tells_dates=True, is_main=lambda case: True, is_final=True, button="Sign the decision"),
    Act("return-recommendation", "Return the recommendation", asking("reason", "Why it is returned"),
        decisions.return_recommendation, "The recommendation has been returned.",
        "You do not sign it as it is. The case goes back to its assessors.",
        moves=("return_recommendation", "return_recommendation_while_stopped",
               "return_recommendation_to_representations"), samples=with_text("reason"), tells_dates=True),
    Act("recommend-grant", "Recommend a grant", GrantForm, decisions.recommend_grant,
        "The grant has been recommended.", "The assessment is final. A signatory decides, who is not you.",
        moves=("recommend_grant",), samples=with_text("reasons"), tells_dates=True, is_main=lambda case: True),
    Act("recommend-refusal", "Recommend a refusal", RefusalForm, decisions.recommend_refusal,
        "The refusal has been recommended.", "A signatory decides, who is not you.",
        moves=("recommend_refusal",), samples=samples.refusal, tells_dates=True),
)
ANY_TIME: Final = (
    Act("assign", "Assign people", AssignForm, assign, "The people on the case have been changed.",
        may=(LEAD,), states=[state for state in OPEN if state != State.DRAFT], samples=samples.same_people),
    Act("prioritise", "Change the priority", PriorityForm, prioritise, "The priority has been changed.",
        "Cases of high priority bear a tag in lists. No date follows from it, and the company is not told.",
        may=(LEAD,), states=[state for state in OPEN if state != State.DRAFT], samples=None),
    Act("correct-date", "Correct a past date", PastDateForm, correct_date, "The date has been corrected.",
        "A day was recorded wrongly. Every date that depends on it is computed again; the first entry stays on record. "
        "If the age of the reference approval matters, determine the route again afterwards.",
        may=(MANAGE,), states=CORRECTABLE, samples=None, checks=True),
    Act("record-passport", "Record the Innovation Passport", PassportForm, passports.record_passport,
        "The Innovation Passport has been recorded.",
        "It stands beside the route and does not change it. Its award starts the points of joint advice that the "
        "case's rules name, if they name any.",
        may=(RECORD,), states=[state for state in OPEN if state != State.DRAFT], samples=samples.passport,
        tells_dates=True, again=named),
    Act("record-joint-advice", "Record joint advice", PassportAdviceForm, passports.record_advice,
        "The advice has been recorded.", "What a partner of the pathway has advised on the product.",
        may=(RECORD,), states=[state for state in OPEN if state != State.DRAFT], samples=samples.joint_advice,
        tells_dates=True, fits=carries),
    Act("add-document", "Add documents", DocumentForm, add_each_document, "The documents have been added.",
        may=(RECORD,), states=[state for state in OPEN if state != State.DRAFT], samples=None, back="case-documents"),
    Act("replace-document", "Add a new version", ReplaceForm, add_document, "The new version has been added.",
        "The version that it replaces stays, and can still be read.",
        may=(RECORD,), states=[state for state in OPEN if state != State.DRAFT], samples=None, parts=replaceable,
        back="case-documents"),
    Act("add-note", "Add a note", NoteForm, add_note, "The note has been added.",
        may=(RECORD, SIGN), states=[*OPEN, *CLOSED], samples=with_text("text")),
    Act("withdraw", "Record a withdrawal",
        asking("reason", "Reason for the withdrawal", "As the company's letter says."),
        close.withdraw, "The withdrawal has been recorded.", "The company has withdrawn in writing. The case ends.",
        moves=("withdraw",), samples=with_text("reason"), tells_dates=True, is_final=True),
)
# fmt: on
GROUPS: Final = {
    "Eligibility and route": ELIGIBILITY,
    "Validation": VALIDATION,
    "Assessment": ASSESSMENT,
    "Decision": DECISION,
    "The case": ANY_TIME,
}
ACTS: Final[dict[str, Act]] = {act.name: act for group in (*GROUPS.values(), ON_PAGE, ON_DISCIPLINE) for act in group}
