"""Where cases stand by the database's own rows, and how two such looks differ: told without the simulation's code."""

from cases.models import Application, Reminder


def standing(case):
    row = Application.objects.get(pk=case)
    newest = row.determinations.filter(kind="rules").first()
    return {
        "rule_set": row.rule_set_id,
        "state": row.state,
        "route": row.route,
        "outcome": newest.outcome if newest else "",
        "deadlines": {(d.code, d.round): (d.due_on.isoformat(), d.status) for d in row.deadlines.all()},
        "reminders": {
            (r.deadline, r.round, r.step): r.on.isoformat() for r in row.reminders.filter(state=Reminder.State.PLANNED)
        },
    }


def differing(before, after):
    return {key: (before.get(key), after.get(key)) for key in {*before, *after} if before.get(key) != after.get(key)}


def as_simulated(row):
    """The simulation's row in the same form."""
    return {
        "state": (row.state_before, row.state_after),
        "route": (row.route_before, row.route_after),
        "outcome": (row.outcome_before, row.outcome_after),
        "deadlines": {
            (d["code"], d["round"]): (
                (d["before"], d["status_before"]) if d["before"] else None,
                (d["after"], d["status_after"]) if d["after"] else None,
            )
            for d in row.deadlines
        },
        "reminders": {(r["deadline"], r["round"], r["step"]): (r["before"], r["after"]) for r in row.reminders},
    }


def as_happened(before, after):
    pairs = {name: (before[name], after[name]) for name in ("state", "route", "outcome")}
    return {**pairs, **{name: differing(before[name], after[name]) for name in ("deadlines", "reminders")}}
