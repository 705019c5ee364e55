"""Whole addresses of what a code or a key opens."""

from django.conf import settings
from django.urls import reverse

from workshops.afterwards.models import Certificate, FeedbackTarget, UploadLink


def feedback_address(target: FeedbackTarget | None = None) -> str:
    """Where ``target`` is judged; without one, where a code is typed."""
    path = reverse("feedback", args=[target.code]) if target else reverse("feedback_code")
    return f"{settings.SITE_ORIGIN}{path}"


def upload_address(link: UploadLink) -> str:
    """Where slides and outcomes are handed in."""
    return f"{settings.SITE_ORIGIN}{reverse('upload', args=[link.key])}"


def verification_address(certificate: Certificate) -> str:
    """Where anybody who has the paper can ask whether it is genuine."""
    return f"{settings.SITE_ORIGIN}{reverse('attendance', args=[certificate.code])}"
