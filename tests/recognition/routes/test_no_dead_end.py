"""5,000 rule sets made at random: each is refused when it is saved, or a made-up case reaches its end under it."""

from collections import Counter
from datetime import date, timedelta

import pytest

from recognition.routes import ledger
from recognition.routes.checks import faults
from recognition.routes.determination import NOT_ELIGIBLE, TRIAGE, determine
from recognition.routes.document_check import DocumentError, checked
from recognition.routes.ledger import Entry
from recognition.routes.spec_from import spec_from
from recognition.routes.timetable import timetable
from tests.recognition.routes.random_rule_sets import random_document

START = date(2026, 3, 2)
FOREVER = 3000


def saved(document):
    """The rules, or None where saving is refused with the place and the words of each fault."""
    try:
        spec = spec_from(checked(document))
    except DocumentError:
        return None
    found = faults(spec)
    assert all(fault.place and fault.words for fault in found)
    return None if found else spec


def lead_to_the_end(spec, route):
    """From day 0 to the decision, by every request that the route allows. Returns how many there were."""
    case = [Entry(ledger.VALIDATION, ledger.STARTED, START), Entry(ledger.STATUTORY, ledger.STARTED, START)]
    today = START + timedelta(days=5)
    case += [
        Entry(ledger.VALIDATION, ledger.ENDED, today, outcome=ledger.MET),
        Entry(ledger.ROUTE, ledger.STARTED, today, route=route.code),
    ]
    asked = set()
    for _ in range(FOREVER):
        now = timetable(case, spec, today=today)
        assert now.clock.running or route.length_days is None
        rule = _to_ask(now.requests, asked)
        decision = now.deadline("decision")
        if rule is not None:
            asked.add(rule.name)
            today = _ask_and_wait(case, spec, rule, route, today)
        elif decision is None or today >= decision.due_on:
            _end(case, spec, route, today)
            return len(asked)
        else:
            today += _to_the_next(route, asked, now.clock.days_used, decision.due_on - today)
    raise AssertionError("the case never came to an end")


def _to_the_next(route, asked, used, to_decision):
    """No further than to the next day on which something can happen: days of a clock are never more than days."""
    opening = [route.window(rule)[0] - used for rule in route.stop_rules if rule.name not in asked]
    return min([to_decision, *(timedelta(days=days) for days in opening if days > 0)])


def _to_ask(requests, asked):
    """Each rule once, whether or not it allows more."""
    return next((one for one in (requests.standing, requests.running) if one and one.name not in asked), None)


def _ask_and_wait(case, spec, rule, route, today):
    """The company replies on its last day."""
    stops = (ledger.ROUTE, ledger.STATUTORY) if rule.stops_clock else ()
    case += [*(Entry(clock, ledger.STOPPED, today) for clock in stops)]
    case.append(Entry(ledger.REPLY, ledger.STARTED, today, route=route.code))
    now = timetable(case, spec, today=today)
    due = now.deadline("information_reply")
    assert due is not None, "a request without a date for its reply"
    assert today <= due.due_on <= now.reply.latest_on
    case.append(Entry(ledger.REPLY, ledger.ENDED, due.due_on, outcome=ledger.MET))
    case += [Entry(clock, ledger.RESUMED, due.due_on) for clock in stops]
    return due.due_on


def _end(case, spec, route, today):
    for clock in (ledger.ROUTE, ledger.STATUTORY):
        case.append(Entry(clock, ledger.ENDED, today, outcome=ledger.DECIDED))
    ended = timetable(case, spec, today=today + timedelta(days=400))
    assert not [row for row in ended.deadlines if row.is_open]
    assert ended.clock.held_by is None
    if route.length_days is not None:
        assert ended.deadline("decision").status in ("met", "missed")
        assert [row.status for row in ended.deadlines if row.code == "halfway"] in ([], ["met"])


def ends(document):
    """What became of one rule set: refused, or the number of routes on which a case was led to its end."""
    spec = saved(document)
    if spec is None:
        return "refused"
    found = determine({}, spec, submitted_on=START, today=START)
    assert found.outcome in (*spec.entry_routes, TRIAGE, NOT_ELIGIBLE)
    assert spec.entry_routes, "no route that a person could choose in triage"
    for route in spec.routes.values():
        lead_to_the_end(spec, route)
    return "ended"


def run(seeds):
    results = Counter()
    for seed in seeds:
        try:
            results[ends(random_document(seed))] += 1
        except Exception as error:
            raise AssertionError(f"rule set {seed} is a dead end: {error!r}") from error
    return results


@pytest.mark.unit
def test_a_few_hundred_random_rule_sets():
    results = run(range(300))

    assert min(results["refused"], results["ended"]) > 60, results


@pytest.mark.reliability
def test_five_thousand_random_rule_sets(figure):
    """A dead end stops the test before it gives its figure."""
    results = run(range(5000))

    name = "Random rule sets that are neither refused when saved nor lead a made-up case to its end by every route"
    refused, ended = results["refused"], results["ended"]
    said = f"{5000 - refused - ended} of 5,000 ({refused:,} refused, {ended:,} led to the end)"
    figure(name, said, "0 of 5,000", min(refused, ended) > 1000 and refused + ended == 5000)
