"""The settings of every installation; what differs comes from the environment.

`DATABASE_URL` (default: SQLite in the state folder), `LITTLEGIANT_STATE` (the folder of the database, of evidence and of
the secret key; default `var`), `LITTLEGIANT_HOSTS` (names by which it is reached, separated by commas),
`LITTLEGIANT_HTTPS` (1 where it stands behind TLS), `LITTLEGIANT_SECRET_KEY`,
`LITTLEGIANT_CLAMD` (socket or host:port of the virus scanner's daemon).
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from littlegiant_platform.settings.secret import secret_key

STATE = Path(os.environ.get("LITTLEGIANT_STATE", "var")).absolute()
HTTPS = os.environ.get("LITTLEGIANT_HTTPS") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("LITTLEGIANT_SECRET_KEY") or secret_key(STATE)
ALLOWED_HOSTS = os.environ.get("LITTLEGIANT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before allauth, whose pages it dresses.
    "littlegiant_platform.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "littlegiant_platform.core",
    "littlegiant_platform.accounts",
    "littlegiant_platform.registry",
    "littlegiant_platform.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "littlegiant_platform.portal.context.marks",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{STATE / 'littlegiant.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A transaction that will write says so at its beginning: two of them wait for each other instead of failing.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=30,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = True
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

ROOT_URLCONF = "littlegiant_platform.urls"
STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
EVIDENCE_ROOT = STATE / "evidence"
DATA_UPLOAD_MAX_MEMORY_SIZE = 9 << 20
CLAMD = os.environ.get("LITTLEGIANT_CLAMD", "")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
