"""Django's settings, derived from the environment (`infra/env.py`) and from nothing else."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lofte.infra import env, secrets
from lofte.infra.db import django_database

ENV = env.current()

SECRET_KEY = secrets.derive("django").hex()
DEBUG = False
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "lofte.config.urls"
WSGI_APPLICATION = "lofte.config.wsgi.application"
SITE_URL = ENV.base_url

AREAS = [
    "lofte.areas.ledger",
    "lofte.areas.access",
    "lofte.areas.datamap",
    "lofte.areas.notices",
    "lofte.areas.requests",
    "lofte.areas.promises",
]
# Kinds of systems people's data can be read from, by the class that opens them.
CONNECTORS = {
    "postgresql": "lofte.connectors.postgresql.opening.PostgreSQL",
    "mariadb": "lofte.connectors.mariadb.opening.MariaDB",
    # Only files in directories that the operator named (LOFTE_ALLOW_PRIVATE).
    "sqlite": "lofte.connectors.sqlite.opening.SQLite",
    "duckdb": "lofte.connectors.duckdb.opening.DuckDB",
    # Its address is a description (docs/howto/http-service.md), in YAML or JSON.
    "http": "lofte.connectors.http.opening.HttpService",
}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before the areas: jobs register with it, and its tables come first.
    "procrastinate.contrib.django",
    # Before allauth: our templates stand in for its own.
    "lofte.portals.ui",
    "lofte.portals.staff",
    "lofte.portals.public",
    "lofte.portals.person",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *AREAS,
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "workers"
PROCRASTINATE_IMPORT_PATHS = ["lofte.config.schedule"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lofte.portals.ui.middleware.CompressedPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lofte.portals.ui.language.ChosenLanguage",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "lofte.portals.ui.middleware.RefusalMiddleware",
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
                "lofte.portals.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": django_database(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # In the database, because sign-in limits must hold over all server processes.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lofte_cache",
    }
}

# Signing in
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["lofte.infra.passwords.GatedArgon2"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    # NIST SP 800-63B-4: length and a block list, no composition rules.
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "name")}},
]  # fmt: skip
ACCOUNT_ADAPTER = "lofte.portals.ui.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
if ENV.proxies:
    # Only believed behind a proxy of ours, which must set it itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MFA_ADAPTER = "lofte.portals.ui.accounts.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Löfte"
# One step of clock either way (RFC 6238, 5.2): a code may change while it is being written.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENV.base_url.startswith("http://")
# Off: it costs three queries a page. When a session began is enough to know it by.
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:choose"
LOGOUT_REDIRECT_URL = "public:front"

# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# Cookies and headers
_SECURE = ENV.base_url.startswith("https://")
_PREFIX = "__Host-" if _SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}lofte_session"
CSRF_COOKIE_NAME = f"{_PREFIX}lofte_csrf"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}lofte_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 24 * 3600
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
SECURE_HSTS_SECONDS = 31536000 if _SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
CSRF_FAILURE_VIEW = "lofte.portals.ui.pages.form_expired"

# Static files: compressed, named by content, served by the app itself.
STATIC_URL = "/static/"
STATIC_ROOT = ENV.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

# Mail
if ENV.smtp_url:
    from lofte.infra.mail import smtp_settings

    globals().update(smtp_settings(ENV.smtp_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(ENV.outbox)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # No request bodies, no query strings: what people write is not for the log.
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = [
    # Accounts have an e-mail address and a name, and no user name.
    "auth.W004",
]
