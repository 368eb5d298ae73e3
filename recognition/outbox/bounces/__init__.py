"""Mail that was taken by a server and came back: delivery status notifications (RFC 3464), recorded on the message."""
