"""A request for information as the API serves it to its company (`cases.api.request_shapes`, which a test holds this
against), for a lead who reads it before it is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.models import InformationRequest


def as_served(request: InformationRequest, *, reply_due_on: date) -> dict[str, Any]:
    points = [
        {
            "number": point.number,
            "discipline": point.discipline,
            "grade": point.grade,
            "text": point.text,
            "answer": point.answer,
            "documents": [],
        }
        for point in request.points.all()
    ]
    return {
        "number": request.number,
        "state": request.state,
        "stops_clock": request.stops_clock,
        "requested_on": request.requested_on.isoformat(),
        "reply_due_on": reply_due_on.isoformat(),
        "replied_on": None,
        "points": points,
        "extensions": [],
    }
