"""What leaves by mail and webhook."""

from __future__ import annotations

from ..row import Row
from ..stock.work import delivery, mail

ROWS = [
    Row("outbox", "manager", "empty"),
    Row("outbox", "manager", prepares=mail),
    Row("outbox", "manager", query="?state=parked", prepares=mail, label="parked"),
    Row("outbox", "assessor", "error", status=403),
    Row("webhooks", "manager", "empty"),
    Row("webhooks", "manager", prepares=delivery),
    Row("outbox-message", "manager", args=lambda house: (mail(house).pk,)),
]
