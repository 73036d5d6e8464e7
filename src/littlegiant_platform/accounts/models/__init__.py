"""The tables of people, organisations and places."""

from littlegiant_platform.accounts.models.invitation import Invitation
from littlegiant_platform.accounts.models.key import ApiKey
from littlegiant_platform.accounts.models.membership import Membership
from littlegiant_platform.accounts.models.organisation import Organisation
from littlegiant_platform.accounts.models.place import Place
from littlegiant_platform.accounts.models.user import User

__all__ = ["ApiKey", "Invitation", "Membership", "Organisation", "Place", "User"]
