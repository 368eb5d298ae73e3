"""What leaves by mail and webhook."""

from __future__ import annotations

from ..row import IN_ROWS, Row
from ..stock.work import delivery, mail

ROWS = [
    Row("outbox", "manager", "empty", lacks=IN_ROWS),
    Row("outbox", "manager", prepares=mail, shows=IN_ROWS),
    Row("outbox", "manager", query="?state=parked", prepares=mail, label="parked"),
    Row("outbox", "assessor", "error", status=403),
    Row("webhooks", "manager", "empty", lacks=IN_ROWS),
    Row("webhooks", "manager", prepares=delivery, shows=IN_ROWS),
    Row("outbox-message", "manager", args=lambda house: (mail(house).pk,)),
]
