"""One file of settings. What differs between installations is an environment variable.

Without HYBRIDNAV_PRODUCTION=1 everything has a default that works on a developer's machine:
PostgreSQL and Redis are started from wheels (embedded.py) and secrets are made in the data folder.
With it, whatever is missing stops the start.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hybridnav import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = embedded.data_dir()

PRODUCTION = embedded.PRODUCTION
DEMO = os.environ.get("DEMO") == "1"
DEBUG = os.environ.get("DEBUG") == "1" and not PRODUCTION

SECRET_KEY = embedded.secret("SECRET_KEY")
# Keys for encrypted columns: 32 bytes as hex, newest first. Old keys still decrypt.
FIELD_KEYS = embedded.secret("FIELD_KEYS").split(",")

ALLOWED_HOSTS = embedded.required("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "hybridnav",
    "aksel",
    "accounts",
    "notifications",
    "caseload",
    "mentors",
    "reflection",
    "surveys",
    "insight",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "hybridnav.middleware.no_other_site_uses_it",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hybridnav.middleware.brotli_where_taken",
    "hybridnav.middleware.refuse_broken_text",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hybridnav.middleware.norwegian_by_any_name",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hybridnav.middleware.parts_come_under_the_policy_of_their_page",
    "hybridnav.middleware.login_by_redirect_header",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.language_of_the_user",
    "accounts.middleware.CurrentMembership",
    "hybridnav.middleware.nothing_is_stored",
]

ROOT_URLCONF = "hybridnav.urls"
WSGI_APPLICATION = "hybridnav.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.demo.cast",
            ],
            "builtins": ["aksel.templatetags.aksel", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "aksel.forms.AkselRenderer"

DATABASES = {
    "default": dj_database_url.parse(
        embedded.database_url(), conn_max_age=60, conn_health_checks=True
    )
}
# Whoever waits for a row longer than this gets the 503 page, before everybody who clicks again has
# taken every thread. Longer than EMAIL_TIMEOUT: withdrawing waits for a mail that is being sent.
LOCK_TIMEOUT = 12
DATABASE_OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
DATABASE_OPTIONS.setdefault("options", f"-c lock_timeout={LOCK_TIMEOUT}s")
# PostgreSQL keeps the plans of what is asked through accounts.written, for each connection. Behind
# a pooler that hands out another one for each transaction, end DATABASE_URL with
# ?prepare_threshold=0.
DATABASE_OPTIONS["prepare_threshold"] = int(DATABASE_OPTIONS.get("prepare_threshold", 1)) or None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # It counts tries by address; many addresses must not push each other out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# People and sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.OneQueryBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an operator, never by signing up
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "hybridnav"

SESSION_COOKIE_AGE = 10 * 60 * 60  # a long working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"

# Language and time
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian Bokmål")), ("nn", _("Norwegian Nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["hybridnav.formats"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# Static files: Nav's design system and the font come from npm, see package.json
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *(
        (prefix, folder)
        for prefix, folder in [
            ("aksel", NODE_MODULES / "@navikt" / "ds-css" / "dist"),
            ("source-sans-3", NODE_MODULES / "@fontsource-variable" / "source-sans-3"),
        ]
        if folder.is_dir()
    ),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
ICON_DIRS = [
    BASE_DIR / "static" / "icons",
    NODE_MODULES / "@navikt" / "aksel-icons" / "dist" / "svg",
]

# Celery: the rows in PostgreSQL are the truth, Redis only rings the bell
CELERY_BROKER_URL = embedded.redis_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# However long Redis is away: by default a worker gives up after a hundred tries and ends.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A page must not wait for a Redis that is down or hanging: the beat sweep sees what was not rung.
CELERY_TASK_PUBLISH_RETRY = False
# Without max_retries the broker's client tries for six seconds, whatever CELERY_TASK_PUBLISH_RETRY.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 0.2,
    "socket_connect_timeout": 0.2,
    "max_retries": 0,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "hybridnav.schedule:Schedule"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Browser security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
NO_OTHER_SITE = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_SECURE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Mails carry links, and whoever sends them has no request to take the address from.
SITE_URL = embedded.required("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
EMAIL_HOST = embedded.required("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "1025"))
EMAIL_TIMEOUT = 10
# Where `manage.py mailbox` keeps what it gets, and whether the demo shows it: `make run` says so.
MAILBOX_DIR = DATA_DIR / "mailbox"
DEMO_MAILBOX = os.environ.get("DEMO_MAILBOX") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "hybridnav <no-reply@hybridnav.example>")

# Whom to tell of a hole: an address such as mailto:… or https://…, for /.well-known/security.txt.
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "")
# Whom people write to about a release: it stands in the files, so a mailbox of no single person.
RELEASE_CONTACT = os.environ.get("RELEASE_CONTACT", "")
# Private keys of batches of answers: for the process that opens them, and nobody's backup.
RELEASE_KEYS = Path(os.environ.get("RELEASE_KEYS") or DATA_DIR / "release-keys")

# The files of a release are deleted so many days after they were built; the ledger stays.
RELEASE_DAYS = int(os.environ.get("RELEASE_DAYS", "30"))

# Logs name views and ids, never what a person wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "hybridnav.logs.LineFormatter",
            "format": "%(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {
        "no tokens": {"()": "hybridnav.logs.NoTokens"},
        "no respondents": {"()": "hybridnav.logs.NoRespondents"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hybridnav": {"level": "INFO"},
        # Django names the address of what it refuses.
        "django.request": {"filters": ["no tokens", "no respondents"]},
        "django.security.csrf": {"filters": ["no tokens", "no respondents"]},
    },
}
