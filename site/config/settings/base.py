"""What holds everywhere; the other modules of this package change the rest."""

from datetime import timedelta

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from config.env import DATA_DIR, ROOT, env
from config.settings.data import CACHES, DATABASES, REDIS_URL, SQLITE_OPTIONS  # noqa: F401
from config.settings.identity import *
from config.settings.identity import IDENTITY_ORIGINS
from config.settings.logging import LOGGING  # noqa: F401

DEMO = False
"""Role switcher and readable mailbox; only ``config.settings.demo`` turns it on."""

SECRET_KEY: str = env.str("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "home",
    "home.archiving",
    "workshops.pages",
    "workshops.afterwards",
    "workshops.checkin",
    "workshops.printing",
    "workshops.registration",
    "workshops.programme",
    "cooperation.pages",
    "cooperation.agenda",
    "cooperation.editions",
    "cooperation.network",
    "core.mail",
    "core.publishing",
    "core.serving",
    "core.accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.serving.middleware.RequestIdMiddleware",
    "core.serving.response_cache.ResponseCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.serving.middleware.ContentPolicyMiddleware",
    "core.serving.middleware.DatabaseAwayMiddleware",
    "core.serving.compression.CompressionMiddleware",
    "core.serving.middleware.ConditionalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.accounts.middleware.SecondFactorMiddleware",
    "home.middleware.WholeSiteViewsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
WHITENOISE_ROOT = ROOT / "site" / "root"
"""What lies at the top of every website because browsers ask for it there unbidden: the icon."""
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our pages
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("MEDIA_ROOT", str(ROOT / "media"))
PRIVATE_MEDIA_ROOT: str = env.str("PRIVATE_MEDIA_ROOT", str(DATA_DIR / "private"))
"""Documents: no web server shows this folder, the program serves them after asking who may."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["core.accounts.backends.Backend"]
ACCOUNT_ADAPTER = "core.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "core.accounts.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_SESSION_REMEMBER = True
# Three codes an hour and three tries for each: nine guesses, and three mails to one address.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/h/key"}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "core.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "core.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# A passkey stands for both factors, so the device has to ask for a finger, a face or a PIN.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- Mail ---------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DELIVERY_EMAIL_BACKEND: str = vars()["EMAIL_BACKEND"]
"""What the worker hands the outbox's messages to."""
EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
EMAIL_TIMEOUT = 10
MAIL_KEPT_DAYS: int = env.int("MAIL_KEPT_DAYS", 30)
"""Days after which the text of a mail that was sent is erased; that it was sent stays."""
WORKER_JOBS: list[tuple[str, int]] = [
    ("core.mail.actions.deliver_due", 1),
    ("workshops.registration.actions.mailing.write_batches", 5),
    ("core.serving.actions.publish_scheduled", 60),
    ("core.serving.actions.forget_sessions", 3600),
    ("core.mail.actions.forget_texts", 3600),
    ("core.publishing.actions.render_pending_pictures", 5),
    ("workshops.registration.actions.erasing.erase_due", 3600),
    ("workshops.afterwards.actions.erasing.erase_due", 3600),
    ("workshops.registration.actions.seats.lapse_offers", 60),
    ("workshops.registration.actions.following.follow_agenda", 60),
    ("cooperation.editions.handing_over.actions.hand_over_due", 300),
    ("home.archiving.actions.seal_what_lacks_it", 30),
    ("home.archiving.actions.make_copies", 5),
]
"""What ``manage.py worker`` does: a function without arguments, and how many seconds lie between."""
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "Cooperation Day <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "site" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Wagtail ------------------------------------------------------------------------------------
SITE_ORIGIN: str = env.str("SITE_ORIGIN", "http://localhost:8000")
"""Scheme, host and port at which people reach the site."""
WAGTAIL_SITE_NAME = "Cooperation Day"
WAGTAILADMIN_BASE_URL = SITE_ORIGIN
WAGTAILIMAGES_IMAGE_MODEL = "publishing.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cooperation.editions.file_forms.EditionPictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "publishing.DocumentFile"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cooperation.editions.file_forms.EditionDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "key",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "xlsx",
    "zip",
]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Browser security ---------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *IDENTITY_ORIGINS],
        "frame-ancestors": [NONE],
    },
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
"""For editors only: Wagtail's admin writes scripts and styles into its pages and shows previews in frames."""
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# --- The public response cache ------------------------------------------------------------------
RESPONSE_CACHE_SECONDS: int = env.int("RESPONSE_CACHE_SECONDS", 60)
"""How long an answer may be repeated when nothing changed; what depends on the clock is this late at most."""
