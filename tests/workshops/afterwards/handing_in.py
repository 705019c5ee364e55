"""What a facilitator hands in."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.core.formats.inspection.making import pdf
from workshops.afterwards.models import Submission, UploadLink
from workshops.afterwards.rules import Handed

WORDS = Handed(
    "We agreed on a script.\nIt is short.\n\nIt works.", "- Use the script", "• Lithuania tests it"
)


def slides(name: str = "My slides.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def handed_in(link: UploadLink, **fields: Any) -> Submission:
    answer = Client().post(reverse("upload", args=[link.key]), {"file": slides(), **fields})
    assert answer.status_code == 303, answer.content.decode()
    return Submission.objects.first()
