"""The settings of the office zone; each one read here has its heading in docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from teilhabe.project import languages
from teilhabe.project.database import database
from teilhabe.project.environment import flag, number, one_of, text
from teilhabe.project.mail import mail
from teilhabe.project.mailbox import imap
from teilhabe.project.secret import secret_key
from teilhabe.project.single_sign_on import single_sign_on

PACKAGE = Path(__file__).resolve().parent

DEBUG = flag("DEBUG", default=False)
VAR_DIR = Path(text("VAR_DIR", "var")).resolve()
BACKUP_DIR = Path(text("BACKUP_DIR", str(VAR_DIR / "backups"))).resolve()
BACKUPS_HOURLY = number("BACKUPS_HOURLY", 24, least=1, most=1000)
BACKUPS_DAILY = number("BACKUPS_DAILY", 14, least=0, most=1000)
BACKUPS_MONTHLY = number("BACKUPS_MONTHLY", 12, least=0, most=1000)
PG_DUMP = text("PG_DUMP")
FILE_DROP = Path(text("FILE_DROP", str(VAR_DIR / "drop"))).resolve()
RELEASES_DIR = Path(text("RELEASES_DIR", str(VAR_DIR / "published"))).resolve()
SECRET_KEY = secret_key(text("SECRET_KEY"), VAR_DIR)
ALLOWED_HOSTS = [host.strip() for host in text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]
PUBLIC_ADDRESS = text("PUBLIC_ADDRESS").rstrip("/")
PAGE_CACHE_MEGABYTES = number("PAGE_CACHE_MEGABYTES", 64, least=0, most=4096)

OFFICE_NAME = text("OFFICE_NAME")
RULES_FILE = text("RULES_FILE")
NEWSLETTER_PER_MINUTE = number("NEWSLETTER_PER_MINUTE", 0, least=0, most=100_000)
FEEDBACK_ADDRESS = text("FEEDBACK_ADDRESS")
LEGAL_NOTICE = text("LEGAL_NOTICE")
CONTENT_LICENCE = text("CONTENT_LICENCE")
ACCESSIBILITY_CHECKED_ON = text("ACCESSIBILITY_CHECKED_ON")
DEMO = flag("DEMO", default=False)
TRANSLATION_ADDRESS = text("TRANSLATION_ADDRESS").rstrip("/")
TRANSLATION_KEY = text("TRANSLATION_KEY")
TRANSLATION_OF_MESSAGES = one_of("TRANSLATION_OF_MESSAGES", "ask", ("ask", "always"))
OUT_OF_HOURS_SNIPPET, OUT_OF_HOURS_FACT = text("OUT_OF_HOURS_SNIPPET"), text("OUT_OF_HOURS_FACT")
FACEBOOK_ADDRESS = text("FACEBOOK_ADDRESS", "https://graph.facebook.com").rstrip("/")
FACEBOOK_VERSION = text("FACEBOOK_VERSION", "v26.0")
FACEBOOK_PAGE = text("FACEBOOK_PAGE")
FACEBOOK_TOKEN = text("FACEBOOK_TOKEN")
FACEBOOK_APP_SECRET = text("FACEBOOK_APP_SECRET")
FACEBOOK_VERIFY_TOKEN = text("FACEBOOK_VERIFY_TOKEN")
INVITATION_DAYS = number("INVITATION_DAYS", 7, least=1, most=60)
IDLE_MINUTES = number("IDLE_MINUTES", 30, least=5, most=720)
TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0, least=0, most=5)
IS_ENCRYPTED = PUBLIC_ADDRESS.startswith("https://")

DATABASES = {"default": database(text("DATABASE_URL"), VAR_DIR / "office.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "teilhabe.project.apps.ProjectConfig",
    "teilhabe.portal.workspace",
    "teilhabe.portal.information",
    "teilhabe.portal.newsletter",
    "teilhabe.portal.volunteering",
    "teilhabe.portal.api",
    "teilhabe.portal",
    "teilhabe.outreach.inbox.counter",
    "teilhabe.outreach.inbox.letterbox",
    "teilhabe.outreach.inbox.mailbox",
    "teilhabe.outreach.inbox",
    "teilhabe.outreach.inbox.need_signals",
    "teilhabe.engagement.offers",
    "teilhabe.engagement.volunteers",
    "teilhabe.engagement.opportunities",
    "teilhabe.engagement.placements",
    "teilhabe.engagement.shifts",
    "teilhabe.engagement.hours",
    "teilhabe.engagement.checks",
    "teilhabe.engagement.allowances",
    "teilhabe.engagement.tandems",
    "teilhabe.engagement.recognition",
    "teilhabe.engagement.figures",
    "teilhabe.outreach.newsletter",
    "teilhabe.outreach.moderation",
    "teilhabe.outreach.channels",
    "teilhabe.outreach.channels.facebook",
    "teilhabe.outreach.feedback",
    "teilhabe.outreach.translation",
    "teilhabe.outreach.content",
    "teilhabe.outreach.pictures",
    "teilhabe.monitoring",
    "teilhabe.actors",
    "teilhabe.actors.duplicates",
    "teilhabe.actors.transfer",
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
    "teilhabe.project.administration.AdministrationConfig",
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
    "teilhabe.project.uploads.UploadLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "teilhabe.project.office_languages.OfficeLanguages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "teilhabe.core.accounts.middleware.SessionLife",
    "teilhabe.core.accounts.middleware.MandatorySecondFactor",
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
            "builtins": [
                "django.templatetags.i18n",
                "teilhabe.project.templatetags.assets",
                "teilhabe.project.templatetags.release_language",
            ],
        },
    }
]

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:start"
SESSION_ENGINE = "teilhabe.core.accounts.session_store"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_ENCRYPTED
SESSION_COOKIE_NAME = "__Host-session" if IS_ENCRYPTED else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_ENCRYPTED else "csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Counts of failed attempts are shared by all processes: memory of their own would multiply what is allowed.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

ACCOUNT_ADAPTER = "teilhabe.core.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "teilhabe.core.accounts.forms.SignInForm",
    "reauthenticate": "teilhabe.core.accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "100/15m/ip,10/15m/key", "reset_password": "100/15m/ip,5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "teilhabe.core.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "login_webauthn": "teilhabe.core.accounts.forms.PasskeySignInForm",
    "authenticate": "teilhabe.core.accounts.forms.CodeForm",
    "reauthenticate": "teilhabe.core.accounts.forms.ConfirmCodeForm",
    "activate_totp": "teilhabe.core.accounts.forms.ActivateAppForm",
    "add_webauthn": "teilhabe.core.accounts.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = OFFICE_NAME or "Teilhabe"
MFA_TOTP_TOLERANCE = 1
# By a link: our policy lets no form lead to a foreign server, not even by way of ourselves.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_ADAPTER = "teilhabe.core.accounts.adapters.SingleSignOnAdapter"
OIDC_SECOND_FACTOR_TRUSTED = flag("OIDC_SECOND_FACTOR_TRUSTED", default=False)
SOCIALACCOUNT_PROVIDERS = single_sign_on(
    text("OIDC_ISSUER"), text("OIDC_CLIENT_ID"), text("OIDC_CLIENT_SECRET"), text("OIDC_NAME")
)

TASKS = {"default": {"BACKEND": "teilhabe.core.jobs.backend.LeasedBackend"}}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("MAIL_FROM", "teilhabe@localhost")
# In a demonstration anybody may invite anybody: no mail of it leaves the house.
vars().update(mail("" if DEMO else text("MAIL_URL"), VAR_DIR / "mail"))

INBOX_ADDRESS = text("INBOX_ADDRESS")
IMAP = imap("" if DEMO else text("IMAP_ADDRESS"))
IMAP_PASSWORD = text("IMAP_PASSWORD")

LANGUAGE_CODE = "de"
OFFICE_LANGUAGES = languages.OFFICE_LANGUAGES
LANGUAGES = languages.site_languages(text("SITE_LANGUAGES", "de,de-simple,en,ar,uk,ru,tr,fa,prs,ti,fr"))
ACCOUNT_LANGUAGES = [each for each in LANGUAGES if each[0] in languages.ACCOUNT_LANGUAGES]
FORM_RENDERER = "teilhabe.project.forms.Renderer"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "teilhabe.project.formats"
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "static" / "build"
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/.+-[A-Z0-9]{8}\.\w+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# The administration pages bring files of their own; those of the site lie ready in STATIC_ROOT.
WHITENOISE_USE_FINDERS = True
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_ENCRYPTED else 0
# The city's web server ends the encryption: what it hands on looks open, while the browser names an https address.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_ENCRYPTED else None
CSRF_TRUSTED_ORIGINS = ["://".join(urlsplit(PUBLIC_ADDRESS)[:2])] if IS_ENCRYPTED else []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "teilhabe.core.privacy.logs.WithoutPersonalData",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What strangers ask for in vain is no trouble of ours, and nobody keeps a record of who looked for what.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
