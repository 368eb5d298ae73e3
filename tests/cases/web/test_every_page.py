"""Every page of a case opens in every state, for everyone who reads; and every act that is offered opens too."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cases.web.frame import pages_for
from tests.cases.journey import REACH

STATES = [state for state in REACH if state != "draft"]
OFFERED = re.compile(r'href="(/cases/IRP-[^/"]+/[a-z-]+/[a-z_0-9]*/?)"')


@pytest.mark.parametrize("state", STATES)
def test_pages_and_offered_acts_open(db, client, sign_in, today, state):
    journey = REACH[state]()
    today(journey)
    for role in ("manager", "signatory", "validator", "auditor"):
        sign_in(journey.people.user(role))
        links = set()
        for name in pages_for(journey.people.actor(role)):
            answer = client.get(reverse(name, args=[journey.case.reference]))
            assert answer.status_code == 200, (role, name)
            assert "style=" not in answer.content.decode()
            links |= set(OFFERED.findall(answer.content.decode()))
        for link in links:
            assert client.get(link).status_code == 200, (role, link)
