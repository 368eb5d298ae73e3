"""The site's settings: wiring only. What differs between installations comes from `recognition.env`, loud at start."""

import os
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from recognition.api import configuration
from recognition.env import Environment, with_file
from recognition.files import storage
from recognition.logs import configure_structlog, logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
given = dict(os.environ)
# A test must not come out differently because of what a person has in `.env`.
env = Environment(given if given.get("TESTING") == "1" else with_file(given, BASE_DIR / ".env"))

# What kind of installation this is.
DEMO = env.demo
TESTING = env.testing
DEBUG = env.flag("DEBUG")
if DEBUG and env.production:
    env.fault("DEBUG is on: it shows settings and statements to whoever meets an error; leave it out")
RUN_DIR = Path(env.text("RUN_DIR") or BASE_DIR / ".run")

MAKE_A_KEY = "make one with python3 -c 'import secrets; print(secrets.token_urlsafe(50))' and keep it secret"
SECRET_KEY = env.needed(
    "SECRET_KEY",
    stand_in="for-trying-out-and-tests-only-never-in-service-0123456789",
    remedy=MAKE_A_KEY,
)
if env.production and len(env.text("SECRET_KEY", "x" * 50)) < 50:
    env.fault(f"SECRET_KEY is shorter than 50 characters: {MAKE_A_KEY}")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = [
    host.strip()
    for host in env.needed(
        "ALLOWED_HOSTS",
        stand_in="localhost,127.0.0.1,[::1],testserver",
        remedy="give the names that people reach the service by, with commas between",
    ).split(",")
]
if env.production and "*" in ALLOWED_HOSTS:
    env.fault("ALLOWED_HOSTS is *: any name would do, and links in mails could be forged; give the service's own names")

INSTALLED_APPS = [
    "recognition.accounts",
    "recognition.api",
    "recognition.audit",
    "recognition.outbox",
    "recognition.routes",
    "recognition.webhooks",
    "cases",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_fsm",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "rest_framework",
    "drf_spectacular",
    "oauth2_provider",
    "pgtrigger",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "recognition.api.middleware.ProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "recognition.accounts.web.words_of_page.WordsOfPage",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "recognition.accounts.web.form_size.FormSize",
    "recognition.accounts.web.sign_in_required.SignInRequired",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "recognition.urls"
WSGI_APPLICATION = "recognition.wsgi.application"
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
                "csp.context_processors.nonce",
                "recognition.accounts.context.site",
                "cases.web.reminders.count_in_words",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Words and time. Dates are London's: a deadline of the regulator ends when the day ends there.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Data. Connections are kept and checked, not pooled: under WSGI a pool gains nothing over them.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        **env.database(
            "DATABASE_URL",
            stand_in="postgres://recognition@127.0.0.1:5432/recognition",
            remedy="give postgres://user:password@host:5432/name of a PostgreSQL of 15 to 18",
        ),
        "CONN_MAX_AGE": env.number("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = env.needed(
    "REDIS_URL",
    stand_in="redis://127.0.0.1:6379/0",
    remedy="give redis://:password@host:6379/0 of a Redis or Valkey that keeps its data",
)
# Another database of the same server, so that emptying the cache cannot empty the broker.
CACHE_URL = env.text("CACHE_URL") or REDIS_URL.rsplit("/", 1)[0] + "/1"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}

# People. Sessions are read from the cache and kept in the database, so a lost cache signs nobody out.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
if TESTING:  # A slow hash protects people's passwords; tests have none.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = env.number("SESSION_IDLE_SECONDS", 8 * 60 * 60)
SESSION_COOKIE_SAMESITE = "Lax"
AXES_FAILURE_LIMIT = env.number("SIGN_IN_FAILURE_LIMIT", 5)
AXES_COOLOFF_TIME = env.share("SIGN_IN_COOL_OFF_HOURS", 0.25)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_IPWARE_PROXY_COUNT = env.number("PROXY_COUNT", 0)
AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]
if AXES_IPWARE_PROXY_COUNT:
    AXES_IPWARE_META_PRECEDENCE_ORDER.insert(0, "HTTP_X_FORWARDED_FOR")
AXES_VERBOSE = False

# The wire. Cookies travel by https only, unless this is a trial on loopback where there is none.
HTTPS = env.flag("HTTPS", default=env.production)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_SUBDOMAINS")
if env.flag("BEHIND_TLS_PROXY", default=env.production):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
    }
}
# What is read of a form, so that it can be given back; it is refused at less (recognition/accounts/web/form_size.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = None  # the handler keeps so many, and what is beyond is said at the field
FILE_UPLOAD_HANDLERS = ["recognition.files.arriving.HashingUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o640

# Files of the pages: `node_modules` is turned into static/vendor at set-up.
STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or RUN_DIR / "media")
# On the store's own disk, where there is one: a file that has arrived is then only renamed.
UPLOAD_DIR = Path(env.text("UPLOAD_DIR") or MEDIA_ROOT / "arriving")
CLAMD_URL = env.needed(
    "CLAMD_URL",
    stand_in="none",
    remedy="give tcp://clamd:3310 or unix:///run/clamav/clamd.ctl, or unscanned where files may go without",
)
STORAGES = {
    "default": storage.documents(env),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Mail. In a demonstration nothing leaves the machine: each mail is a file that a page shows.
MAIL = env.mail(
    "EMAIL_URL",
    stand_in="memorymail://" if TESTING else "filemail://",
    remedy="give smtp+tls://user:password@host:587",
)
if "filebased" in MAIL["EMAIL_BACKEND"]:
    MAIL["EMAIL_BACKEND"] = "recognition.outbox.mail_files.EmailBackend"
vars().update(MAIL)
EMAIL_FILE_PATH = RUN_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.needed(
    "DEFAULT_FROM_EMAIL",
    stand_in="Recognition <recognition@example.org>",
    remedy="give the address that the service's mail comes from",
)
# Where mail that cannot be delivered comes back to, and the mailbox that it is read from.
BOUNCE_ADDRESS = env.text("BOUNCE_ADDRESS") or DEFAULT_FROM_EMAIL
BOUNCE_MAILBOX = env.mailbox("BOUNCE_MAILBOX", remedy="give imaps://user:password@host/INBOX or maildir:///folder")
SERVICE_NAME = env.text("SERVICE_NAME", "Recognition")
OTP_TOTP_ISSUER = SERVICE_NAME
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
SERVICE_URL = env.needed(
    "SERVICE_URL",
    stand_in="http://127.0.0.1:8000",
    remedy="give the address that links in mails begin with, such as https://recognition.example.org",
)

# Tasks. A task is acknowledged when it is done, so a killed worker's task is given to another. No task
# has a long countdown: beat scans tables instead, and a missed night is caught up.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 540  # Below the visibility timeout: a task still running is never given twice.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_DB_REUSE_MAX = 50
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(RUN_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {"task": "recognition.outbox.tasks.relay", "schedule": 60.0, "options": {"expires": 55}},
    "read-bounces": {"task": "recognition.outbox.tasks.read_bounces", "schedule": 600.0, "options": {"expires": 590}},
    "relay-webhooks": {"task": "recognition.webhooks.tasks.relay", "schedule": 60.0, "options": {"expires": 55}},
    "scan-documents": {"task": "cases.tasks.scan", "schedule": 30.0, "options": {"expires": 25}},
    # At night, ten minutes at a time, until each was read once.
    "check-documents": {
        "task": "cases.tasks.check_documents",
        "schedule": crontab(minute="*/10", hour="1-4"),
        "options": {"expires": 500},
    },
    "sweep-cases": {"task": "cases.tasks.sweep", "schedule": 300.0, "options": {"expires": 290}},
    "learn-search-words": {
        "task": "cases.tasks.learn_search_words",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "resume-bulk-runs": {"task": "cases.tasks.resume_bulk_runs", "schedule": 60.0, "options": {"expires": 55}},
    "tell-views": {"task": "cases.tasks.tell_views", "schedule": 300.0, "options": {"expires": 290}},
    "clear-text-drafts": {
        "task": "cases.tasks.clear_text_drafts",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "night-check": {"task": "cases.tasks.night_check", "schedule": 300.0, "options": {"expires": 290}},
    "resume-rule-work": {"task": "cases.tasks.resume_rule_work", "schedule": 60.0, "options": {"expires": 55}},
    "forget-unsent-forms": {
        "task": "recognition.accounts.tasks.forget_unsent_forms",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "forget-answers": {"task": "recognition.api.tasks.forget_answers", "schedule": 3600.0, "options": {"expires": 600}},
}

# The companies' API.
OAUTH2_PROVIDER_APPLICATION_MODEL = "accounts.ApiClient"
OAUTH2_PROVIDER = {
    "APPLICATION_ADMIN_CLASS": "recognition.accounts.admin.client.ApiClientAdmin",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # Only a token's hash is kept.
    # Companies use client credentials and nothing else; what the library still offers besides is shut.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "OAUTH2_VALIDATOR_CLASS": "recognition.api.oauth.ClientValidator",
    "SCOPES": {
        "applications:read": "Read your organisation's applications",
        "applications:write": "Make, change, submit and withdraw your organisation's applications",
        "documents:write": "Add documents to your organisation's applications",
        "webhooks:write": "Manage your organisation's webhook endpoints",
    },
}
# As many proxies are believed as for sign-in: a client could name any address itself, and guess secrets without limit.
REST_FRAMEWORK = configuration.REST_FRAMEWORK | {"NUM_PROXIES": AXES_IPWARE_PROXY_COUNT}
SPECTACULAR_SETTINGS = configuration.SPECTACULAR_SETTINGS | {
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "cases.api.examples.with_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ApplicationState": "cases.models.State",
        "ApprovalStatus": "cases.api.approval_shapes.STATUSES",
        "DayType": "recognition.routes.models.DayType",
        "DeadlineStatus": "cases.models.Deadline.Status",
        "DecisionOutcome": "cases.models.Decision.Outcome",
        "DeterminationOutcome": "cases.api.determination_shapes.OUTCOMES",
        "ExtensionState": "cases.models.ExtensionRequest.State",
        "RequestState": "cases.models.InformationRequest.State",
    },
}
API_REQUESTS_PER_MINUTE = env.number("API_REQUESTS_PER_MINUTE", 600)  # of one client
FEED_REQUESTS_PER_MINUTE = env.number("FEED_REQUESTS_PER_MINUTE", 60)  # of calendars, from one address
API_TOKENS_PER_MINUTE = env.number("API_TOKENS_PER_MINUTE", 60)  # from one address

# Webhooks. Their secrets have to sign, so they are encrypted and not hashed; the first key encrypts, all decrypt.
WEBHOOK_KEYS = [
    key.strip()
    for key in env.needed(
        "WEBHOOK_KEYS",
        stand_in="Zm9yLXRyeWluZy1vdXQtYW5kLXRlc3RzLW9ubHktMDA=",
        remedy="make one with python3 -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'",
    ).split(",")
]
if any(len(key) != 44 for key in WEBHOOK_KEYS):
    env.fault("WEBHOOK_KEYS: each key is 32 bytes in base64, which are 44 characters")
WEBHOOKS_MAY_USE_HTTP = env.flag("WEBHOOKS_MAY_USE_HTTP")
WEBHOOKS_MAY_CALL_PRIVATE = env.flag("WEBHOOKS_MAY_CALL_PRIVATE")
WEBHOOK_CA_FILE = env.text("WEBHOOK_CA_FILE")

DJANGO_STRUCTLOG_CELERY_ENABLED = True
configure_structlog()
LOG_LEVEL = env.text("LOG_LEVEL", "WARNING" if TESTING else "INFO").upper()
LOGGING = logging_settings(LOG_LEVEL, as_json=env.flag("LOG_JSON", env.production))

env.refuse_if_faulty()
