"""Settings of the tests: a state folder of their own, cheap passwords, mail that stays in memory."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("LITTLEGIANT_STATE", tempfile.mkdtemp(prefix="littlegiant-tests-"))

from littlegiant_platform.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
