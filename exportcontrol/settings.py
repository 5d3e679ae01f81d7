"""Settings for every profile, read from environment variables only.

``DJANGO_PROFILE`` is ``development`` (the default), ``demonstration`` or ``production``. The
production profile refuses to start with a development secret, with DEBUG, or without hosts.
"""

import os
from email.utils import parseaddr
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

PROFILE = env.str("DJANGO_PROFILE", "development")
if PROFILE not in {"development", "demonstration", "production"}:
    raise ImproperlyConfigured(
        f"DJANGO_PROFILE is {PROFILE!r}: it must be development, demonstration or production."
    )
PRODUCTION = PROFILE == "production"
DEMONSTRATION = PROFILE == "demonstration"

DEVELOPMENT_SECRET = "development-only-secret-that-production-refuses-to-start-with"
SECRET_KEY = env.str("SECRET_KEY", DEVELOPMENT_SECRET)
DEBUG = env.bool("DEBUG", PROFILE == "development")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if PRODUCTION:
    if SECRET_KEY == DEVELOPMENT_SECRET or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured(
            "SECRET_KEY must be set to a secret of at least 50 characters in production."
        )
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must not be on in production.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts served in production.")

# Where acts come from unless the act itself says otherwise: manage.py sets "command".
ENTRY_SOURCE = env.str("ENTRY_SOURCE", "page")

INSTALLED_APPS = [
    # Storeys first: their commands and templates take precedence over the libraries'.
    "audit",
    "accounts",
    "office",
    "permits",
    "investigations",
    "decisions",
    "regime",
    "applications",
    "exportcontrol",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "django_filters",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "exportcontrol.urls"
WSGI_APPLICATION = "exportcontrol.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "exportcontrol.context_processors.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database -----------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{ROOT / 'db.sqlite3'}")}
_database = DATABASES["default"]
_suffix = env.str("TEST_DB_SUFFIX", "")
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        # Take the write lock when a transaction begins: two writers wait instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
    _database["TEST"] = {"NAME": str(ROOT / f"test{_suffix}.sqlite3")}
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    # Compiling a plan costs more than it saves in what is asked here.
    _database["OPTIONS"] = {"options": "-c jit=off"}
    if _suffix:
        _database["TEST"] = {"NAME": f"test_exportcontrol_{_suffix}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- History: written by triggers; the library supplies the models and the questions -------------
SIMPLE_HISTORY_ENABLED = False
SIMPLE_HISTORY_DATE_INDEX = False
SIMPLE_HISTORY_FILEFIELD_TO_CHARFIELD = True

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.RoleBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "axes/lockout.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# --- Languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "en-ca"
LANGUAGES = [("en-ca", _("English")), ("fr-ca", _("French"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Toronto"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(ROOT / "staticfiles"))
EVIDENCE_ROOT = Path(env.str("EVIDENCE_ROOT", str(ROOT / "evidence-files")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": EVIDENCE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if PROFILE == "development"
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
WHITENOISE_USE_FINDERS = PROFILE == "development"
EVIDENCE_MAX_BYTES = 50 * 1024 * 1024
EVIDENCE_MAX_FILES = 20
EVIDENCE_MAX_TOTAL_BYTES = 200 * 1024 * 1024
REGISTER_MAX_BYTES = 50 * 1024 * 1024
# What is beyond these while it arrives is counted, and not written to disk.
UPLOAD_MAX_BYTES = max(EVIDENCE_MAX_BYTES, REGISTER_MAX_BYTES)
UPLOAD_MAX_TOTAL_BYTES = EVIDENCE_MAX_TOTAL_BYTES
# The scanner for harmful software, as unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310.
CLAMD = env.str("CLAMD", "")
# A selection of permits may be long: each chosen row is one form field.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = ["exportcontrol.uploads.LimitedUploadHandler"]

# --- Long work and outgoing mail ------------------------------------------------------------------
# Without a worker, long work is done in the request's place and messages go out after the commit.
WORK_IN_PLACE = env.bool("WORK_IN_PLACE", not PRODUCTION)
WORK_LEASE_SECONDS = env.int("WORK_LEASE_SECONDS", 120)
# smtp+tls://user:password@host:587; without it, messages are written to a folder.
MAIL_BY_SMTP = bool(env.str("EMAIL_URL", ""))
if MAIL_BY_SMTP:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Export Control <export-control@ministry.example>")
# Whom notices ask to answer, and where the list of changed permits goes.
NOTICES_CONTACT = env.str("NOTICES_CONTACT", parseaddr(DEFAULT_FROM_EMAIL)[1])
BORDER_AGENCY_EMAIL = env.str(
    "BORDER_AGENCY_EMAIL", "" if PRODUCTION else "lists@border-agency.example"
)
MAIL_FOLDER = Path(env.str("MAIL_FOLDER", str(ROOT / "outgoing-mail")))
if PRODUCTION and not (MAIL_BY_SMTP or "MAIL_FOLDER" in os.environ):
    raise ImproperlyConfigured(
        "EMAIL_URL must name the mail server in production, or MAIL_FOLDER a folder for messages."
    )
if PRODUCTION and "MAIL_FROM" not in os.environ:
    raise ImproperlyConfigured(
        "MAIL_FROM must be the address messages are sent from in production."
    )

# --- Security headers ---------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
