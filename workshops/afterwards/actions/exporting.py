"""Feedback that leaves the site; the audit log notes each time."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.accounts.models import User
from core.formats.csv_rows import as_csv
from workshops.afterwards import audit
from workshops.afterwards.exports.feedback import as_xlsx, counted_rows, text_rows
from workshops.afterwards.models import FeedbackForm
from workshops.afterwards.queries.feedback import results_of
from workshops.registration.actions.seeing import note_exported

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file for whoever asked for it."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def export_feedback(form: FeedbackForm, kind: str, *, with_texts: bool, by: User) -> ExportedFile:
    """The counted answers as ``csv`` or ``xlsx``; words stand on a sheet of their own, in ``xlsx`` alone."""
    results = results_of(form, with_texts=with_texts and kind == "xlsx")
    texts = sum(len(one.texts) for result in results for one in result.questions)
    log(form.edition, audit.FEEDBACK_EXPORTED, user=by, data={"kind": kind, "texts": texts})
    if texts:
        note_exported(form.edition, by, "feedback", texts)
    name = f"{slugify(form.edition.title) or 'edition'}-feedback.{kind}"
    if kind == "csv":
        return ExportedFile(name, "text/csv; charset=utf-8", b"".join(as_csv(counted_rows(results))))
    sheets = [(_("Counted"), counted_rows(results))]
    if with_texts:
        sheets.append((_("In own words"), text_rows(results)))
    return ExportedFile(name, XLSX, as_xlsx(sheets))
