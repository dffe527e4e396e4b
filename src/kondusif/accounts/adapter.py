"""What we ask of the sign-in library: no self sign-up, and second-factor secrets kept encrypted."""

import base64
import hashlib

import nacl.secret
import nacl.utils
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Pages say what happened in place; there are no passing notices."""


class StaffMFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return base64.b64encode(_box().encrypt(text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(base64.b64decode(encrypted_text)).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Kondusif"}


def _box() -> nacl.secret.SecretBox:
    """The key comes from the secret file, which is neither in the database nor in a backup of it."""
    return nacl.secret.SecretBox(hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"mfa").digest())
