"""The sections of a case: full, of a case on which nothing has happened yet, and folded out."""

from __future__ import annotations

from cases.web.frame import NEEDS, PAGES

from ..row import Row, case

ROWS = [
    *[Row(name, "lead", args=case("stopped"), opens=True) for name in PAGES],
    *[Row(name, "auditor" if name in NEEDS else "assessor", "empty", args=case("received")) for name in PAGES
      if name != "case"],
    Row("case", "assessor", "empty", args=case("received")),
    *[Row(name, "auditor", args=case("granted"), label="granted") for name in PAGES],
    *[Row("case", "manager", args=case(name), label=name)
      for name in ("overdue", "triage", "eligible", "correction", "consulted", "opined", "recommended", "refused")],
    Row("case-clock", "manager", args=case("overdue"), label="overdue", opens=True),
    Row("case-date", "lead", args=lambda house: (*case("stopped")(house), "decision", 1), opens=True),
    Row("case-date", "lead", args=lambda house: (*case("running")(house), "decision", 1), label="running"),
    *[Row("case-discipline", who, args=lambda house, name=name: (*case(name)(house), "clinical"), label=name)
      for name, who in (("running", "assessor"), ("granted", "auditor"))],
    Row("case-discipline", "assessor", "empty", args=lambda house: (*case("stopped")(house), "non_clinical")),
    *[Row("case-report", who, args=case(name), label=name)
      for name, who in (("running", "assessor"), ("granted", "auditor"))],
    Row("case-report", "lead", "empty", args=case("received")),
    Row("case-next-request", "lead", args=case("running")),
    Row("case-next-request", "assessor", "empty", args=case("received")),
    Row("case-history", "lead", args=case("stopped"), query="?page=1", label="paged"),
    Row("case-history", "lead", "error", args=case("stopped"), query="?page=99&since=yesterday&kind=none"),
    Row("case-documents", "lead", "error", args=case("stopped"), query="?module=none&scan=none&kind=none"),
    Row("case", "lead", "error", args=("IRP-2000-999999",), status=404),
]  # fmt: skip
