"""Who signs in, and who comes back: the person behind a session is read together with the grants."""

from allauth.account.auth_backends import AuthenticationBackend

from kondusif.accounts.models import User
from kondusif.accounts.selectors import person_with_grants


class OfficerBackend(AuthenticationBackend):
    """The sign-in library's own, but for one read where it makes two."""

    def get_user(self, user_id: int) -> User | None:
        """The active person behind a session."""
        user = person_with_grants(user_id)
        return user if user and self.user_can_authenticate(user) else None
