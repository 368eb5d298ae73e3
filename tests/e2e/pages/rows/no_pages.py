"""Addresses that a person's browser may get, and that answer with no page. Each says what it answers with."""

NO_PAGES = {
    "healthz": "plain words for a load balancer",
    "api-document": "the OpenAPI document",
    "oauth-token": "a token, for a company's system",
    "oauth-revoke": "nothing, for a company's system",
    "case-decision-letter": "the PDF that a signature would send",
    "case-report-pdf": "the assessment report on paper",
    "calendar-feed": "a calendar, by its secret",
    "case-document": "the file of a document",
    "case-documents-zip": "the files of several documents",
    "performance-file": "a sheet",
    "performance-frozen-file": "a sheet",
    "simulation-csv": "a sheet",
    "admin:routes_ruleset_export": "a rule set's document",
    "admin:jsi18n": "the words of Django's scripts",
    "admin:autocomplete": "what a field offers, for Django's scripts",
    "admin:view_on_site": "sends on to a page of ours",
    "admin:login": "sends on to our own sign-in",
    "admin:logout": "sends on to our own sign-out",
}
