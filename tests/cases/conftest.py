from tests.recognition.outbox.conftest import letterbox

__all__ = ["letterbox"]
