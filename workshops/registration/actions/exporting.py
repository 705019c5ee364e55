"""Personal data that leaves the site; the audit log notes each time."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from workshops.registration import audit
from workshops.registration.exports.data import person_data
from workshops.registration.models import Registration


@transaction.atomic
def export_data(registration: Registration) -> dict[str, Any]:
    """Everything about the owner of ``registration``, who asks for it, in the documented form."""
    log(registration, audit.DATA_EXPORTED, data={"by": "ticket"})
    return person_data(registration)
