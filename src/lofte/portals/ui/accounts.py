"""How signing in behaves where allauth leaves it open."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from lofte.infra import secrets


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an owner grants a role, and the account is made for it."""
        return False


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets of code apps and recovery codes lie sealed in the database."""

    _place = "second-step"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(secrets.seal(text.encode(), place=self._place)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.unseal(base64.b64decode(encrypted_text), place=self._place).decode()
