"""What is answered when something is wrong. The addresses that break are those of `tests/e2e/pages/urls.py`."""

from __future__ import annotations

from ..row import Row, case

ROWS = [
    Row("", "lead", "error", at="/broken/400/", status=400, label="400"),
    Row("", "lead", "error", at="/broken/403/", status=403, label="403"),
    Row("", "lead", "error", at="/no/such/page/", status=404, label="404"),
    Row("", "", "error", at="/no/such/page/", status=404, label="404-signed-out"),
    Row("", "lead", "error", at="/broken/429/", status=429, label="429"),
    Row("", "lead", "error", at="/broken/500/", status=500, label="500"),
    Row("", "lead", "error", at="/broken/csrf/", status=403, label="form-from-an-old-page"),
    Row("", "", "error", at="/broken/locked-out/", status=429, label="locked-out"),
    Row("act", "lead", "error", args=lambda house: (*case("granted")(house), "withdraw"), status=409, label="409"),
    Row("act", "auditor", "error", args=lambda house: (*case("running")(house), "withdraw"), status=403, label="403"),
]
