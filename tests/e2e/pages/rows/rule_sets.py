"""The administration's own pages about rule sets: import, comparison, each move, simulation and publication."""

from __future__ import annotations

from recognition.routes.models import RuleSet

from ..house import House
from ..row import Row
from ..stock.work import draft, second_administrator, simulated
from .administration import SUBMIT


def _draft(house: House) -> tuple[int]:
    return (draft(house).pk,)


def _published(house: House) -> tuple[int]:
    return (RuleSet.objects.get(code="irp", version="2026-06-1").pk,)


ROWS = [
    Row("admin:index", "administrator"),
    Row("admin:index", "auditor", label="auditor"),
    Row("admin:app_list", "administrator", args=("routes",)),
    Row("admin:password_change", "administrator"),
    Row("admin:auth_user_password_change", "administrator", args=lambda house: (house.people.user("lead").pk,)),
    Row("admin:password_change", "administrator", "error", blanks=True, presses=SUBMIT, shows=".errornote"),
    Row("admin:auth_user_password_change", "administrator", "error", blanks=True, shows=".errornote",
        args=lambda house: (house.people.user("lead").pk,), presses="#content input[name=set-password]"),
    Row("admin:password_change_done", "administrator"),
    Row("admin:routes_ruleset_import", "administrator"),
    Row("admin:routes_ruleset_import", "administrator", "error", presses=SUBMIT, status=422),
    Row("admin:routes_ruleset_compare", "administrator", args=_draft),
    Row("admin:routes_ruleset_change", "administrator", args=_published, label="published"),
    Row("admin:routes_ruleset_move", "administrator", args=lambda house: (*_draft(house), "propose")),
    Row("admin:routes_ruleset_move", "administrator", "error", args=lambda house: (*_draft(house), "propose"),
        presses=SUBMIT),
    Row("simulations-of", "administrator", args=_draft),
    Row("simulation", "administrator", args=lambda house: (simulated(house).pk,)),
    Row("simulation-publish", second_administrator, args=lambda house: (simulated(house).pk,)),
    Row("simulation-publish", second_administrator, "error", args=lambda house: (simulated(house).pk,),
        types={"reason": " "}, presses=SUBMIT),
]  # fmt: skip
