import pytest

from recognition.routes.models import Regulator

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def test_regulators(caller):
    rows = caller.get("/regulators/").json()["results"]

    assert len(rows) == Regulator.objects.count() == 38
    assert {row["partner"]["code"] for row in rows} == {"AU", "CA", "CH", "EU", "JP", "SG", "US"}
    assert all(row["is_recognised"] for row in rows)


def test_questions(caller):
    body = caller.get("/questions/").json()
    rows = {row["code"]: row for row in body["results"]}

    assert "computed_route" not in rows
    assert [choice["code"] for choice in rows["legal_status_requested"]["choices"]] == ["POM", "P", "GSL"]
    assert body["rule_set"].startswith("irp ")


def test_routes(caller):
    body = caller.get("/routes/").json()
    rows = {row["code"]: row for row in body["results"]}

    assert {code: row["length_days"] for code, row in rows.items()} == {"A": 60, "B": 110, "N": 210}
    assert "decision" in {row["code"] for row in rows["A"]["milestones"]}
    (rule,) = rows["B"]["stop_rules"]
    assert (rule["times"], rule["from_day"], rule["reply_days"], rule["ceiling_days"]) == (1, 70, 60, 180)
    known = ("stops_allowed", "stop_from_day", "reply_days", "reply_ceiling_days")
    assert [rows["B"][name] for name in known] == [1, 70, 60, 180]
    assert [rows["A"][name] for name in known] == [0, None, 14, 60]
    assert "validation" in {row["code"] for row in body["shared_milestones"]}


def test_document_kinds(caller):
    """Those that a company can send; the regulator's own papers are not its affair."""
    rows = {row["code"]: row for row in caller.get("/document-kinds/").json()["results"]}

    assert (rows["rmp"]["module"], rows["rmp"]["section"]) == (1, "1.8.2")
    assert {row["module"] for row in rows.values()} == {1, 2, 3, 4, 5}
    assert "letter" not in rows
