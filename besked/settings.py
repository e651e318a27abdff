"""Settings: read from the environment only, without side effects; a wrong value stops the start with one sentence."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from besked.lib.env import BadSetting, env_base, env_bool, env_int, env_secret, env_str, env_zone

PACKAGE = Path(__file__).resolve().parent
DATA_DIR = Path(env_str("BESKED_DATA_DIR", "data")).resolve()
BESKED_DATA_DIR = DATA_DIR
DEBUG = env_bool("BESKED_DEBUG", default=False)
BASE_URL = env_base("BESKED_BASE_URL", "http://127.0.0.1:8000")
SMTP_URL = env_secret("SMTP_URL", "")
SMS_URL = env_secret("SMS_URL", "")
STORAGE_URL = env_secret("STORAGE_URL", "")
UNDO_MINUTES = env_int("BESKED_UNDO_MINUTES", 10, least=0)


def _secret_key() -> str:
    """The key from the environment, else the one kept in the data folder, else one for this process alone."""
    kept = DATA_DIR / "secret.key"
    given = env_secret("BESKED_SECRET_KEY", "")
    return given or (kept.read_text().strip() if kept.is_file() else secrets.token_urlsafe(48))


SECRET_KEY = _secret_key()
_host = urlsplit(BASE_URL)
HTTPS = _host.scheme == "https"
ALLOWED_HOSTS = [_host.hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "besked.urls"
WSGI_APPLICATION = "besked.wsgi.application"
AUTH_USER_MODEL = "besked.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"besked": "besked.models.migrations"}

INSTALLED_APPS = [
    "besked",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "heroicons",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "besked.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "besked.web.middleware.ActorMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / room / "templates" for room in ("ui", "desk", "careers", "portal", "api")],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["besked.ui.tags", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "besked.web.context.page",
            ],
        },
    }
]
FORM_RENDERER = "besked.ui.forms.Renderer"

_database = env_secret("DATABASE_URL", f"sqlite:///{DATA_DIR / 'besked.sqlite3'}")
if not _database.startswith(("sqlite:///", "postgresql://", "postgres://")):
    # Never repeated: it may hold a password.
    raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgresql://.")
DATABASES = {"default": dj_database_url.parse(_database, conn_max_age=600, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write takes the lock at once, instead of failing half-way.
    # FULL: a commit survives a power cut; without it a letter could leave twice.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA busy_timeout=30000;"
            "PRAGMA secure_delete=ON;PRAGMA cache_size=-64000;PRAGMA temp_store=MEMORY;"
        ),
    }

CACHES = {
    # Room for attempts to sign in: in a small one, whoever tries many names would push out what is counted of others.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "besked_cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    },
    # How often somebody tried: a count that may be lost, and is not worth a write to the database.
    "counters": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20000}},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
# With this prefix a browser takes the cookie from this very host and over TLS only: no neighbour can plant one.
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_prefix}sessionid", f"{_prefix}csrftoken"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "besked.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of the second factor
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
# Many answers on one page and one hidden field for each ticked person would end at Django's 1,000 fields;
# selections are posted as one field, so the limit stays as a guard.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The application form takes ten files and says so; Django's own limit would answer before the form could.
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "besked.web.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds: the code goes through the outbox first
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Besked"
# The only mail that leaves goes through the outbox; this backend queues and never sends.
EMAIL_BACKEND = "besked.messaging.backend.OutboxBackend"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("da", _("Danish")),
    ("sv", _("Swedish")),
    ("nb", _("Norwegian")),
    ("nl", _("Dutch")),
    ("en", _("English")),
]
LANGUAGE_COOKIE_NAME = "besked_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = env_zone("BESKED_TIME_ZONE", "Europe/Copenhagen")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [(name, PACKAGE / "ui" / name) for name in ("css", "js", "img")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"links": {"()": "besked.lib.logs.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # The library of SMS providers writes people's numbers into its warnings; what it says is in the outbox.
    "loggers": {"besked": {"level": "INFO"}, "apprise": {"level": "CRITICAL"}},
}
