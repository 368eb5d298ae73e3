"""The demonstration's people and companies. Everything here is invented; every address ends in `.example`."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from unicodedata import normalize

from django.contrib.auth.hashers import make_password

from recognition.accounts.actors import Actor, company, person
from recognition.accounts.models import ApiClient, Assessor, Organisation, User

from .read import table

PASSWORD = "recognition"  # Said on the sign-in page: it opens nothing but a demonstration.
OPEN_CLIENTS = ("demo-company", "other-company")


@dataclass(frozen=True, slots=True)
class Cast:
    staff: dict[str, Actor]
    companies: dict[str, Actor]
    organisations: dict[str, Organisation]

    def who_assesses(self, discipline: str, *, rather: str, number: int) -> Actor:
        """The case's own assessor where the discipline is theirs, else one of those whose it is."""
        able = [row["username"] for row in table("people") if discipline in row.get("disciplines", ())]
        return self.staff[rather if rather in able else able[number % len(able)]]


def people() -> Cast:
    """Those that are there already, from whomever, stay as they are."""
    secret = make_password(PASSWORD)  # one hash for all: each costs a third of a second
    staff = {row["username"]: person(_user(row, secret)) for row in table("people")}
    shut = make_password(token_urlsafe(32))  # nobody knows it: these companies' systems do not sign in
    rows = {row["key"]: _organisation(row) for row in table("companies")}
    clients = {key: company(_client(key, row, shut)) for key, row in rows.items()}
    return Cast(staff, clients, rows)


def _user(row: dict[str, str], secret: str) -> User:
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


def _organisation(row: dict[str, str]) -> Organisation:
    values = {"name": row["name"], "contact_email": f"regulatory@{row['domain']}"}
    return Organisation.objects.get_or_create(company_number=row["number"], defaults=values)[0]


def _client(key: str, organisation: Organisation, shut: str) -> ApiClient:
    values = {
        "name": "Submissions system",
        "client_secret": f"{key}-secret" if key in OPEN_CLIENTS else shut,
        "organisation": organisation,
    }
    return ApiClient.objects.get_or_create(client_id=key, defaults=values)[0]
