"""What takes nothing in can still be asked for wrongly: what is not there, and whoever may not see the page."""

from __future__ import annotations

from typing import Final

from cases.web.frame import PAGES

from ..house import House
from ..row import ERROR, Row, case

NO_CASE: Final = "IRP-2000-999999"
NO_KEY: Final = 999999
# These have a mistake of their own to be looked at.
WITH_A_MISTAKE: Final = {"case", "case-history", "case-documents"}
SIGN_IN: Final = "[name=username]"


def _of(name: str, *rest: object):
    def args(house: House) -> tuple[object, ...]:
        return (*case(name)(house), *rest)

    return args


NOT_THERE = [
    *[Row(name, "auditor", ERROR, args=(NO_CASE,), status=404)
      for name in (*PAGES, "case-report", "case-next-request") if name not in WITH_A_MISTAKE],
    Row("case-date", "lead", ERROR, args=_of("stopped", "no_such_date", 1), status=404),
    Row("case-discipline", "lead", ERROR, args=_of("running", "astrology"), status=404),
    *[Row(name, "lead", ERROR, args=_of("received", NO_KEY), status=404)
      for name in ("case-letter", "case-letter-write", "case-letter-again")],
    *[Row(name, "manager", ERROR, args=(NO_KEY,), status=404)
      for name in ("view", "performance-frozen", "outbox-message")],
    *[Row(name, "administrator", ERROR, args=(NO_KEY,), status=404)
      for name in ("simulation", "simulations-of", "admin:routes_ruleset_compare", "admin:letters_compare",
                   "admin:letters_try")],
]  # fmt: skip
SHUT_OUT = [
    *[Row(name, "administrator", ERROR, status=403)
      for name in ("my-work", "search", "reminders", "settings", "letter-templates", "conflicts")],
    *[Row(name, "lead", ERROR, status=403) for name in ("regulators", "webhooks", "admin:index")],
    Row("admin:app_list", "lead", ERROR, args=("routes",), status=403),
    *[Row(name, "", ERROR, label="signed-out", shows=SIGN_IN) for name in ("home", "more", "my-account")],
]  # fmt: skip
ROWS = [*NOT_THERE, *SHUT_OUT]
