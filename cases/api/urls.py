"""Every address under /api/v1/. A reference that is not of the form is unknown before anything is looked up."""

from django.urls import path, register_converter

from recognition.api.document import openapi
from recognition.api.error_pages import ErrorCatalogue, ErrorPage

from .applications import Applications, OneApplication
from .approvals import Approvals, OneApproval
from .clock import ClockDate, ClockView
from .decision import DecisionView
from .developer_page import DeveloperPage
from .documents import Content, Documents, OneDocument
from .eligibility import EligibilityChecks
from .events import Events
from .information_requests import Extension, InformationRequests, Reply
from .innovation_passport import Passport, PassportAdviceView
from .parameters import Reference
from .past_determinations import Determinations
from .reference_data import DocumentKinds, Questions, Regulators, Routes
from .required_documents import RequiredDocuments
from .verbs import EligibilityForm, Submit, Withdraw
from .webhooks import Deliveries, Endpoints, OneEndpoint, RetryDelivery, RotateSecret

register_converter(Reference, "reference")

ENDPOINT = "webhook-endpoints/<int:endpoint>/"
ONE = "applications/<reference:reference>/"

urlpatterns = [
    path("regulators/", Regulators.as_view(), name="api-regulators"),
    path("questions/", Questions.as_view(), name="api-questions"),
    path("routes/", Routes.as_view(), name="api-routes"),
    path("document-kinds/", DocumentKinds.as_view(), name="api-document-kinds"),
    path("eligibility-checks/", EligibilityChecks.as_view(), name="api-eligibility-checks"),
    path("applications/", Applications.as_view(), name="api-applications"),
    path(ONE, OneApplication.as_view(), name="api-application"),
    path(f"{ONE}reference-approvals/", Approvals.as_view(), name="api-approvals"),
    path(f"{ONE}reference-approvals/<int:approval>/", OneApproval.as_view(), name="api-approval"),
    path(f"{ONE}documents/", Documents.as_view(), name="api-documents"),
    path(f"{ONE}documents/<int:document>/", OneDocument.as_view(), name="api-document-row"),
    path(f"{ONE}documents/<int:document>/content", Content.as_view(), name="api-document-content"),
    path(f"{ONE}eligibility-form/", EligibilityForm.as_view(), name="api-eligibility-form"),
    path(f"{ONE}submit/", Submit.as_view(), name="api-submit"),
    path(f"{ONE}withdraw/", Withdraw.as_view(), name="api-withdraw"),
    path(f"{ONE}required-documents/", RequiredDocuments.as_view(), name="api-required-documents"),
    path(f"{ONE}determinations/", Determinations.as_view(), name="api-determinations"),
    path(f"{ONE}innovation-passport/", Passport.as_view(), name="api-passport"),
    path(f"{ONE}innovation-passport/advice/", PassportAdviceView.as_view(), name="api-passport-advice"),
    path(f"{ONE}clock/", ClockView.as_view(), name="api-clock"),
    path(f"{ONE}clock/<slug:code>/<int:round>/", ClockDate.as_view(), name="api-clock-date"),
    path(f"{ONE}events/", Events.as_view(), name="api-events"),
    path(f"{ONE}information-requests/", InformationRequests.as_view(), name="api-information-requests"),
    path(f"{ONE}information-requests/<int:number>/reply/", Reply.as_view(), name="api-reply"),
    path(f"{ONE}information-requests/<int:number>/extension/", Extension.as_view(), name="api-extension"),
    path(f"{ONE}decision/", DecisionView.as_view(), name="api-decision"),
    path("webhook-endpoints/", Endpoints.as_view(), name="api-webhook-endpoints"),
    path(f"{ENDPOINT}", OneEndpoint.as_view(), name="api-webhook-endpoint"),
    path(f"{ENDPOINT}rotate-secret/", RotateSecret.as_view(), name="api-webhook-secret"),
    path(f"{ENDPOINT}deliveries/", Deliveries.as_view(), name="api-webhook-deliveries"),
    path(f"{ENDPOINT}deliveries/<int:delivery>/retry/", RetryDelivery.as_view(), name="api-webhook-retry"),
    path("openapi.json", openapi, name="api-document"),
    path("docs/", DeveloperPage.as_view(), name="api-docs"),
    path("errors/", ErrorCatalogue.as_view(), name="api-errors"),
    path("errors/<slug:slug>/", ErrorPage.as_view(), name="api-error"),
]
