"""Django's settings, made from one validated ``Environment``. Nothing else reads environment variables."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cellpark.config.databases import databases
from cellpark.config.environment import load_environment

ENVIRONMENT = load_environment()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret()
SECRET_KEY_FALLBACKS: list[str] = []
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
ROOT_URLCONF = "cellpark.config.urls"
WSGI_APPLICATION = "cellpark.config.wsgi.application"
DATABASES: dict[str, Any] = databases(ENVIRONMENT)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CELLPARK_SUBSCRIPTIONS = "cellpark.config.subscriptions"

INSTALLED_APPS = [
    "cellpark.base",
    "cellpark.ledger",
    "cellpark.identity",
    "cellpark.access",
    "cellpark.space",
    "cellpark.premises",
    "cellpark.leases",
    "cellpark.billing",
    "cellpark.receivables",
    "cellpark.utilities",
    "cellpark.facilities",
    "cellpark.genealogy",
    "cellpark.instruments",
    "cellpark.materials",
    "cellpark.equipment",
    "cellpark.labels",
    "cellpark.exchange",
    "cellpark.recipes",
    "cellpark.batches",
    "cellpark.shipments",
    "cellpark.orders",
    "cellpark.quality",
    "cellpark.release",
    "cellpark.dossier",
    "cellpark.plans",
    "cellpark.studies",
    "cellpark.companies",
    "cellpark.booking",
    "cellpark.chain",
    "cellpark.plays",
    "cellpark.web.pages",
    "cellpark.web.areas.materials",
    "cellpark.web.areas.labels",
    "cellpark.web.areas.genealogy",
    "cellpark.web.areas.equipment",
    "cellpark.web.areas.recipes",
    "cellpark.web.areas.batches",
    "cellpark.web.areas.orders",
    "cellpark.web.areas.shipments",
    "cellpark.web.areas.quality",
    "cellpark.web.areas.flow",
    "cellpark.web.areas.release",
    "cellpark.web.areas.dossier",
    "cellpark.web.areas.studies",
    "cellpark.web.areas.learning",
    "cellpark.web.areas.premises",
    "cellpark.web.areas.leases",
    "cellpark.web.areas.billing",
    "cellpark.web.areas.utilities",
    "cellpark.web.areas.facilities",
    "cellpark.web.areas.companies",
    "cellpark.web.areas.booking",
    "cellpark.web.areas.chain",
    "cellpark.web.areas.plans",
    "cellpark.web.areas.visitors",
    "cellpark.web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "ninja",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cellpark.web.pages.preferences.PreferencesMiddleware",
    "cellpark.web.pages.large_requests.LargeRequestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cellpark.access.middleware.AccessMiddleware",
    "cellpark.web.pages.refusals.RefusalMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "pages" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "django.template.context_processors.tz",
                "cellpark.web.pages.context.page",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# languages and time: UTC is stored, the site's zone is shown
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = sorted(PACKAGE.glob("**/locale"))

# sign-in: no open registration, lock-out after repeated failures, second factors (CN-2d, CN-2e, P11-9c)
AUTH_USER_MODEL = "identity.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "cellpark.access.sign_in.SignInAdapter"
MFA_ADAPTER = "cellpark.access.second_factor.SecondFactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/15m/key", "reauthenticate": "10/m/user"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is told by mail that they have no account here
_FORMS = "cellpark.web.pages.forms.sign_in"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.CodeForm",
    "reauthenticate": f"{_FORMS}.CodeAgainForm",
    "activate_totp": f"{_FORMS}.ActivateCodesForm",
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
MFA_TOTP_ISSUER = "Cellpark"
MFA_TOTP_TOLERANCE = 1  # RFC 6238, 5.2: one time step, for a code that was read just before it changed

# sessions end after idle minutes (A11-2d) and with the browser
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = ENVIRONMENT.session_minutes * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cellpark.web.pages.views.errors.stale_form"
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins
# rate limits must hold across processes, so they live in the database
# with Django's 300 entries, whoever tries many names would push out the counters that stop them
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cellpark_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# limits by address count the visitor and not the proxy; 0 believes no header at all
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
# a limit on everything: request bodies, fields, files in memory
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
# a page that takes raw files of instruments: one file (instruments.rules.RAW_FILE_BYTES_MAX) and its form
RAW_FILE_REQUEST_BYTES_MAX = 65 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# planning overlays (*.plan.yaml): this site's own before those of the examples
PLAN_FOLDERS = [ENVIRONMENT.var / "plans", PACKAGE.parents[1] / "examples" / "recipes"]

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.var / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "pages" / "static", *sorted((PACKAGE / "web" / "areas").glob("*/static"))]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# the files themselves are put there by each start of a new version (command/statics.py)
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = ENVIRONMENT.var / "files"

EMAIL_FILE_PATH = ENVIRONMENT.places.mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
EMAIL_TIMEOUT = 20  # seconds that somebody waits for a mail server before a page says that it failed
if _mail := ENVIRONMENT.mail_server:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls, _mail.ssl
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "cellpark.web.pages.log_secrets.WithoutSecrets"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # whatever is written out goes through it; the two that repeat addresses have it for every other handler as well
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "loggers": {
        "django.request": {"filters": ["secrets"]},
        "django.security.csrf": {"filters": ["secrets"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
CELLPARK_SITE = ENVIRONMENT.site
CELLPARK_ADDRESS = ENVIRONMENT.address
CELLPARK_KEYS_DIRECTORY = ENVIRONMENT.var / "keys"
CELLPARK_VAR = ENVIRONMENT.var
