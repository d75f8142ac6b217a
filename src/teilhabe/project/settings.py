"""The settings of the office zone; each one read here has its heading in docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path

from teilhabe.project.database import database
from teilhabe.project.environment import flag, number, text
from teilhabe.project.mail import mail
from teilhabe.project.secret import secret_key

PACKAGE = Path(__file__).resolve().parent

DEBUG = flag("DEBUG", default=False)
VAR_DIR = Path(text("VAR_DIR", "var")).resolve()
BACKUP_DIR = Path(text("BACKUP_DIR", str(VAR_DIR / "backups"))).resolve()
BACKUPS_HOURLY = number("BACKUPS_HOURLY", 24, least=1, most=1000)
BACKUPS_DAILY = number("BACKUPS_DAILY", 14, least=0, most=1000)
BACKUPS_MONTHLY = number("BACKUPS_MONTHLY", 12, least=0, most=1000)
PG_DUMP = text("PG_DUMP")
RELEASES_DIR = Path(text("RELEASES_DIR", str(VAR_DIR / "published"))).resolve()
SECRET_KEY = secret_key(text("SECRET_KEY"), VAR_DIR)
ALLOWED_HOSTS = [host.strip() for host in text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]
PUBLIC_ADDRESS = text("PUBLIC_ADDRESS").rstrip("/")
PAGE_CACHE_MEGABYTES = number("PAGE_CACHE_MEGABYTES", 64, least=0, most=4096)

OFFICE_NAME = text("OFFICE_NAME")
FEEDBACK_ADDRESS = text("FEEDBACK_ADDRESS")
LEGAL_NOTICE = text("LEGAL_NOTICE")
ACCESSIBILITY_CHECKED_ON = text("ACCESSIBILITY_CHECKED_ON")
DEMO = flag("DEMO", default=False)

DATABASES = {"default": database(text("DATABASE_URL"), VAR_DIR / "office.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "teilhabe.project",
    "teilhabe.portal.workspace",
    "teilhabe.portal",
    "teilhabe.monitoring",
    "teilhabe.actors.transfer",
    "teilhabe.actors.duplicates",
    "teilhabe.actors",
    "teilhabe.core.accounts",
    "teilhabe.core.backup",
    "teilhabe.core.privacy",
    "teilhabe.core.mail",
    "teilhabe.core.jobs",
    "teilhabe.core.tables",
    "teilhabe.core.audit",
    "teilhabe.core.access",
    "teilhabe.core.users",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "teilhabe.project.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "teilhabe.core.access.middleware.DeclaredAccess",
]
ROOT_URLCONF = "teilhabe.project.urls"
WSGI_APPLICATION = "teilhabe.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "teilhabe.portal.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "teilhabe.project.templatetags.assets"],
        },
    }
]

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:start"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_ADDRESS.startswith("https://")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TASKS = {"default": {"BACKEND": "teilhabe.core.jobs.backend.LeasedBackend"}}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("MAIL_FROM", "teilhabe@localhost")
vars().update(mail(text("MAIL_URL"), VAR_DIR / "mail"))

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
FORM_RENDERER = "teilhabe.project.forms.Renderer"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "static" / "build"
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/.+-[A-Z0-9]{8}\.\w+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 31_536_000 if PUBLIC_ADDRESS.startswith("https://") else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What strangers ask for in vain is no trouble of ours, and nobody keeps a record of who looked for what.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
