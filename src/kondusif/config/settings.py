"""The one settings file. Every variable is listed in `.env.example`."""

import sys
from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kondusif.kernel.env import (
    BadSetting,
    database,
    env_flag,
    env_int,
    env_list,
    env_text,
    host_name,
    kept_secret,
    mail,
)

PACKAGE = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
HOME = Path(env_text("KONDUSIF_HOME") or Path.cwd() / "var").resolve()
DEMO = env_flag("KONDUSIF_DEMO", True)
if not TESTING:
    HOME.mkdir(parents=True, exist_ok=True)

SECRET_KEY = "test-only-not-secret" if TESTING else kept_secret("KONDUSIF_SECRET_KEY", HOME)
DEBUG = env_flag("KONDUSIF_DEBUG", False)
HOST = host_name(env_text("KONDUSIF_HOST"))
PORT = env_int("PORT", 8000, least=1, most=65535)

# Who speaks TLS: nobody, this server with its certificate, or a proxy on this machine. The certificate itself is looked
# at when serving starts (cli/certificate.py); what follows from it for cookies and origins follows here.
BEHIND_PROXY = env_flag("KONDUSIF_PROXY", False)
FEEDS_OVER_HTTP = env_flag("KONDUSIF_FEEDS_HTTP", False)
CERTIFIED = bool(env_text("KONDUSIF_TLS_CERT"))
TLS = CERTIFIED or BEHIND_PROXY
if BEHIND_PROXY and (CERTIFIED or not HOST):
    raise BadSetting("KONDUSIF_PROXY=1 menuntut KONDUSIF_HOST, dan sertifikatnya dipasang pada proksi, bukan di sini")
HSTS_DAYS = env_int("KONDUSIF_HSTS_DAYS", 0, least=0, most=730)
if HSTS_DAYS and not TLS:
    raise BadSetting("KONDUSIF_HSTS_DAYS menuntut sertifikat: isi KONDUSIF_TLS_CERT dan KONDUSIF_TLS_KEY")
_host = f"[{HOST}]" if ":" in HOST else HOST
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([_host] if HOST else []), *(["testserver"] if TESTING else [])]
CSRF_TRUSTED_ORIGINS = [f"https://{_host}:{PORT}", f"https://{_host}"] if HOST and TLS else []
SECURE_HSTS_SECONDS = HSTS_DAYS * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

# The exercise's own date. Both levers are refused where no exercise runs.
TODAY: date | None = None
if raw_today := env_text("KONDUSIF_TODAY"):
    if not DEMO:
        raise BadSetting("KONDUSIF_TODAY hanya berlaku pada kota latihan (KONDUSIF_DEMO=1)")
    try:
        TODAY = date.fromisoformat(raw_today)
    except ValueError as error:
        raise BadSetting(f"KONDUSIF_TODAY={raw_today!r}: isi tanggal TTTT-BB-HH") from error

ROOMS = [
    "audit", "institutions", "accounts", "vault", "territory", "rulebook", "stages", "roster", "screening", "media",
    "advice", "intake", "outreach", "circulars", "cases", "incidents", "coordination", "brief", "openness", "web",
]  # fmt: skip

INSTALLED_APPS = [
    # Ours first, so that our pages of the sign-in library stand before its own.
    "kondusif.base",
    *[f"kondusif.{room}" for room in ROOMS if (PACKAGE / room / "apps.py").exists()],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "huey.contrib.djhuey",
]

MIDDLEWARE = [
    "kondusif.base.lane_middleware.LaneMiddleware",  # first: a flood of the public is refused before it costs anything
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kondusif.base.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kondusif.base.middleware.RefusalMiddleware",
    "kondusif.web.middleware.FirstRunMiddleware",
    "kondusif.institutions.middleware.CityZoneMiddleware",
    "kondusif.accounts.middleware.DoorMiddleware",
]

ROOT_URLCONF = "kondusif.config.urls"
WSGI_APPLICATION = "kondusif.config.wsgi.application"
DATABASES = {"default": database(env_text("KONDUSIF_DB"), HOME)}
if TESTING and DATABASES["default"]["ENGINE"] == "kondusif.base.sqlite":
    # The runner keeps a test's database in memory for this name alone; served processes walk the line of writers.
    DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kondusif.institutions.context.place",
                "kondusif.accounts.context.person",
                "kondusif.vault.context.keys",
            ],
            "string_if_invalid": "",
        },
    }
]

# People -----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["kondusif.accounts.backend.OfficerBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "web_public:home"
ACCOUNT_ADAPTER = "kondusif.accounts.adapter.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/5m/key,60/m/ip"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "kondusif.accounts.adapter.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
MFA_TOTP_ISSUER = "Kondusif"

SESSION_ENGINE = "kondusif.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "kondusif"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_NAME = "kondusif_tanda"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = TLS
# Not "no-referrer": browsers would then send `Origin: null` with our own forms. Nothing goes to another origin.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# E-mail -----------------------------------------------------------------
# Off unless a city sets a server; then nothing but number, step and date ever leaves (accounts, cases).
_mail = mail(env_text("KONDUSIF_SMTP_URL"), env_text("KONDUSIF_SMTP_FROM"))
SMTP_ON = _mail.on
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SMTP_ON else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.tls_from_start, _mail.tls_by_command
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _mail.sender

# Words ------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False

# Files ------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "berkas"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG
# Evidence never touches a temporary folder; sizes are checked by the form.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 60  # the forms allow fewer and say so in a sentence

# Work in the background -------------------------------------------------
HUEY = {
    "huey_class": "kondusif.config.jobs.queue",
    "name": "kondusif",
    "immediate": TESTING,
    "consumer": {"workers": 1, "worker_type": "thread", "periodic": True, "check_worker_health": True},
}

# The public door leaves no trace: no addresses, no queries, no request lines. A crash elsewhere leaves its traceback.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"not_the_public_door": {"()": "kondusif.base.logs.NotThePublicDoor"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["not_the_public_door"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "huey": {"level": "WARNING"},
    },
}
LANGUAGES_ON_SCREEN = env_list("KONDUSIF_LANGUAGES", ["id", "en"])
