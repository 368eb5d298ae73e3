from .assessor import Assessor
from .client import ApiClient
from .organisation import Organisation
from .user import Role, User

__all__ = ["ApiClient", "Assessor", "Organisation", "Role", "User"]
