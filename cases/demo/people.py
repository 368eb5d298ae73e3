"""The demonstration's people and companies. Everything here is invented; every address ends in `.example`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
from unicodedata import normalize

from django.contrib.auth.hashers import make_password

from recognition.accounts.actors import Actor, company, person
from recognition.accounts.models import ApiClient, Assessor, Organisation, User

from .read import table

PASSWORD = "recognition"  # Said on the sign-in page: it opens nothing but a demonstration.
OPEN_CLIENTS = ("demo-company", "other-company")


Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cast:
    staff: dict[str, Actor]
    companies: dict[str, Actor]
    organisations: dict[str, Organisation]
    company_rows: dict[str, Row]
    disciplines: dict[str, list[str]]

    def who_assesses(self, discipline: str, *, rather: str, number: int) -> Actor:
        """The case's own assessor where the discipline is theirs, else one of those whose it is."""
        able = [username for username, theirs in self.disciplines.items() if discipline in theirs]
        return self.staff[rather if rather in able else able[number % len(able)]]


def people(extra_staff: Sequence[Row] = (), extra_companies: Sequence[Row] = ()) -> Cast:
    """Those that are there already, from whomever, stay as they are."""
    staff_rows = [*table("people"), *extra_staff]
    company_rows = {row["key"]: row for row in [*table("companies"), *extra_companies]}
    secret = make_password(PASSWORD)  # one hash for all: each costs a third of a second
    staff = {row["username"]: person(_user(row, secret)) for row in staff_rows}
    shut = make_password(token_urlsafe(32))  # nobody knows it: these companies' systems do not sign in
    rows = {key: _organisation(row) for key, row in company_rows.items()}
    clients = {key: company(_client(key, row, shut)) for key, row in rows.items()}
    disciplines = {row["username"]: list(row.get("disciplines", ())) for row in staff_rows}
    return Cast(staff, clients, rows, company_rows, disciplines)


def _user(row: Row, secret: str) -> User:
    first, _, last = row["name"].rpartition(" ")
    plain = normalize("NFKD", row["name"]).encode("ascii", "ignore").decode()
    values = {
        "first_name": first,
        "last_name": last,
        "email": f"{plain.lower().replace(' ', '.')}@mhra.example",
        "role": row["role"],
        "password": secret if row["signs_in"] else make_password(None),
    }
    user, made = User.objects.get_or_create(username=row["username"], defaults=values)
    if made and "disciplines" in row:
        Assessor.objects.create(user=user, disciplines=row["disciplines"], team=row["team"])
    return user


def _organisation(row: Row) -> Organisation:
    values = {"name": row["name"], "contact_email": f"regulatory@{row['domain']}"}
    return Organisation.objects.get_or_create(company_number=row["number"], defaults=values)[0]


def _client(key: str, organisation: Organisation, shut: str) -> ApiClient:
    values = {
        "name": "Submissions system",
        "client_secret": f"{key}-secret" if key in OPEN_CLIENTS else shut,
        "organisation": organisation,
    }
    return ApiClient.objects.get_or_create(client_id=key, defaults=values)[0]
