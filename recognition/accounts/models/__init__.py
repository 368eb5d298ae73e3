from .absence import Absence
from .assessor import Assessor
from .calendar_feed import CalendarFeed
from .client import ApiClient
from .delivery import ReminderDelivery
from .organisation import Organisation
from .unsent_form import UnsentForm
from .user import Role, User

__all__ = [
    "Absence",
    "ApiClient",
    "Assessor",
    "CalendarFeed",
    "Organisation",
    "ReminderDelivery",
    "Role",
    "UnsentForm",
    "User",
]
