"""Recognition's API for companies, from Python.

with Recognition("https://recognition.example.org", "client-id", "client-secret") as api:
    draft = api.create_application({"product_name": "Cardelin 5 mg tablets"})
    print(draft["reference"], api.clock(draft["reference"])["held_by"])
"""

from .client import Recognition
from .problems import Problem

__all__ = ["Problem", "Recognition"]
