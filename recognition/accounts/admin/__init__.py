from .organisation import OrganisationAdmin
from .user import StaffAdmin

# ApiClientAdmin is registered by oauth2_provider, as the settings tell it to.
__all__ = ["OrganisationAdmin", "StaffAdmin"]
