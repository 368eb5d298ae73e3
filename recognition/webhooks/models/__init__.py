from .delivery import Delivery
from .endpoint import Endpoint, Secret

__all__ = ["Delivery", "Endpoint", "Secret"]
