"""All settings, read from the environment. Every variable is named MINGJIAN_…; a bad value is refused by name."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingjian.runtime import environment
from mingjian.runtime.addresses import Address, from_environment
from mingjian.runtime.home import find_home
from mingjian.runtime.keys import load_keys
from mingjian.runtime.logs import logging_configuration
from mingjian.runtime.state import last_addresses

HOME = find_home()
HOME.prepare()
KEYS = load_keys(HOME.keys)

SECRET_KEY = KEYS.django_secret_key
IDENTITY_HASH_KEY = bytes.fromhex(KEYS.identity_hash_key)
FACTOR_KEY = bytes.fromhex(KEYS.factor_key)
CURSOR_KEY = bytes.fromhex(KEYS.cursor_key)
FILE_KEY = bytes.fromhex(KEYS.file_key)
AUDIT_PUBLIC_KEY = bytes.fromhex(KEYS.audit_public_key)
AUDIT_SEAL_KEY = bytes.fromhex(KEYS.audit_seal_key)

DEBUG = environment.flag("MINGJIAN_DEBUG", default=False)
# Once invented data is loaded, every page says so, however the process was started.
DEMO = environment.flag("MINGJIAN_DEMO", default=False) or HOME.demo.exists()
# The demo province lives shortly before its team enters the university.
DEMO_TODAY = date(2018, 4, 20) if DEMO else None
HTTPS = environment.flag("MINGJIAN_HTTPS", default=False)

ALLOWED_HOSTS = environment.names("MINGJIAN_HOSTS", default=("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = environment.origins("MINGJIAN_ORIGINS")

# From the lowest layer to the highest: see docs/where-does-this-go.md.
ROOMS = (
    *("ui", "audit", "offices", "accounts"),
    *("search", "live", "line", "flow", "ledgers", "quality"),
    *("orgs", "people", "rounds", "findings", "leads"),
    *("dossiers", "desk", "api", "demo"),
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "django_htmx",
    "lucide",
    *[f"mingjian.{room}" for room in ROOMS],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "mingjian.ui.security.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mingjian.ui.language.ChosenLanguage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mingjian.ui.sessions.SessionLimits",
    "mingjian.api.errors.AsJson",
    "mingjian.accounts.wall.Wall",
    "mingjian.desk.middleware.Refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "mingjian.urls"
ASGI_APPLICATION = "mingjian.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                *(["mingjian.ui.context.frame"] if find_spec("mingjian.ui.context") else []),
            ]
        },
    }
]


def _database(address: Address, pool: int = 0) -> dict[str, Any]:
    options: dict[str, Any] = {**dict(address.options), "application_name": "mingjian"}
    if pool:
        options["pool"] = {"min_size": min(2, pool), "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": str(address.port),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
    }


ADDRESSES = from_environment() or last_addresses(HOME, KEYS)
POOL = environment.integer("MINGJIAN_POOL", default=0, least=0, most=200)
# Everything works as the desk role; only migrations and the loading of large files use the owner.
DATABASES = {"default": _database(ADDRESSES.desk, POOL), "owner": _database(ADDRESSES.owner)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = environment.time_zone("MINGJIAN_TIME_ZONE", default="Asia/Shanghai")
# `lib` is no Django app, so its catalogue is named here.
LOCALE_PATHS = [Path(__file__).parent / "lib" / "locale"]
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Multi-level protection, level 3 (GB/T 22239-2019, 8.1.4.1): complex, changed regularly, two factors.
PASSWORD_LENGTH = environment.integer("MINGJIAN_PASSWORD_LENGTH", 12, least=12, most=64)
PASSWORD_DAYS = environment.integer("MINGJIAN_PASSWORD_DAYS", 0 if DEMO else 90, least=0, most=366)
GIVEN_PASSWORD_HOURS = environment.integer("MINGJIAN_GIVEN_PASSWORD_HOURS", 72, least=1, most=336)
# Only where every page says that its data are invented may the second factor be left to each user.
FACTOR_CHOICES = ("required", "optional") if DEMO else ("required",)
SECOND_FACTOR_REQUIRED = environment.choice("MINGJIAN_SECOND_FACTOR", FACTOR_CHOICES[-1], FACTOR_CHOICES) == "required"
NETWORKS = environment.networks("MINGJIAN_NETWORKS")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"mingjian.accounts.passwords.rules.{rule}"}
    for rule in ("LongEnough", "SeveralKinds", "NotCommon", "NoNames", "NotOneOfTheLast")
]
LOGIN_URL = "/sign-in"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_SECONDS = 60 * environment.integer("MINGJIAN_SESSION_IDLE_MINUTES", 30, least=1, most=480)
SESSION_ABSOLUTE_SECONDS = 3600 * environment.integer("MINGJIAN_SESSION_HOURS", 12, least=1, most=24)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "mingjian_session"
CSRF_COOKIE_NAME = "mingjian_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# `no-referrer` would make Chromium send `Origin: null`, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Reading above these is flagged as bulk reading on the page of the record.
AUDIT_READS_PER_HOUR = environment.integer("MINGJIAN_AUDIT_READS_PER_HOUR", 120, least=1, most=1_000_000)
AUDIT_READS_PER_DAY = environment.integer("MINGJIAN_AUDIT_READS_PER_DAY", 600, least=1, most=1_000_000)
AUDIT_ROWS_AT_ONCE = environment.integer("MINGJIAN_AUDIT_ROWS_AT_ONCE", 1_000, least=1, most=1_000_000)

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = logging_configuration(environment.choice("MINGJIAN_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")))
