"""Settings of the tests: a state folder of their own, cheap passwords, mail that stays in memory."""

from __future__ import annotations

import os
import tempfile

# Playwright leaves an event loop in the thread of the tests; their queries are not asynchronous for that.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("LITTLEGIANT_STATE", tempfile.mkdtemp(prefix="littlegiant-tests-"))

from littlegiant_platform.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
