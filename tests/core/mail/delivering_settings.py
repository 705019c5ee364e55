"""The tests' settings for a process that delivers mails to a server of the tests."""

import os

from config.settings.test import *

DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", int(os.environ["EMAIL_PORT"]), 5
