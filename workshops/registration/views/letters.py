"""The letters of an edition in the admin: their words, and how they will look."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.duties import Area
from cooperation.editions.views import signed_in
from core.serving.caching import mark_private
from workshops.registration.actions import letters as actions
from workshops.registration.forms.letter_forms import LetterForm
from workshops.registration.letters import LETTERS, LONG, PLACEHOLDERS, Letter
from workshops.registration.mails import words_of
from workshops.registration.models import Letter as OwnWords
from workshops.registration.previews import Preview, preview_letter
from workshops.registration.views.desk import EditionMixin

FRAME_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""The HTML of a mail stands alone: no script, no form, nothing fetched, shown by this site only."""
BODY = re.compile(r"<body\b[^>]*>")


def framed(html: str) -> HttpResponse:
    """The HTML of a mail as an answer for a frame of this site."""
    response = HttpResponse(html, headers={"Content-Security-Policy": FRAME_POLICY})
    return mark_private(response)


def with_complaints(html: str, form: LetterForm) -> str:
    """The HTML of a mail, above it what would keep its words from being saved."""
    told = render_to_string("registration/admin/letter_complaints.html", {"form": form})
    return BODY.sub(lambda found: found[0] + told, html, count=1)


class ChangingMixin(EditionMixin):
    """A page of an edition on which nothing can be changed once it is archived."""

    area = Area.MAILINGS

    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _edition = self.edition
        if request.method == "POST" and self.closed_because:
            raise PermissionDenied(" ".join(self.closed_because))
        return super().dispatch(request, *args, **kwargs)


class LettersMixin(ChangingMixin):
    """A page about letters."""

    page_title = gettext_lazy("Letters")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("registration:letters", args=[self.edition.pk])
        return [*super().get_breadcrumbs_items(), {"url": address, "label": _("Letters")}]


class LettersView(LettersMixin, TemplateView):
    """All letters, when each is sent, and which have words of the edition's own."""

    template_name = "registration/admin/letters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = dict(OwnWords.objects.filter(edition=self.edition).values_list("name", "subject"))
        rows = [(name, letter, own.get(name)) for name, letter in LETTERS.items()]
        return super().get_context_data(rows=rows, **kwargs)


class LetterMixin(LettersMixin):
    """One letter, named in the address."""

    @cached_property
    def name(self) -> str:
        """Which letter it is.

        Raises:
            Http404: there is none of this name.
        """
        name: str = self.kwargs["name"]
        if name not in LETTERS:
            raise Http404
        return name

    @property
    def letter(self) -> Letter:
        """The letter with its usual words."""
        return LETTERS[self.name]

    def show(self, words: tuple[str, str] | None = None) -> Preview:
        """The preview of the letter; that somebody's data is seen is kept in the log."""
        preview = preview_letter(self.edition, self.name, words)
        if preview.registration is not None:
            actions.note_seen(preview.registration, signed_in(self.request), letter=self.name)
        return preview


class LetterView(LetterMixin, TemplateView):
    """The words of one letter, what may stand in them, and how it looks."""

    template_name = "registration/admin/letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subject, text = words_of(self.edition, self.name)
        kwargs.setdefault("form", LetterForm(name=self.name, initial={"subject": subject, "text": text}))
        letter = self.letter
        known = [(name, meaning) for name, meaning in PLACEHOLDERS.items() if name in letter.placeholders]
        is_own = (subject, text) != (str(letter.subject), str(letter.text))
        return super().get_context_data(
            letter=letter,
            placeholders=known,
            not_in_subject=LONG,
            is_own=is_own,
            preview=self.show(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "usual" in request.POST:
            actions.reset_letter(self.edition, self.name, by=signed_in(request))
            messages.success(request, _("The letter has its usual words again."))
            return redirect(request.path)
        form = LetterForm(request.POST, name=self.name)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        actions.save_letter(self.edition, self.name, *form.words, by=signed_in(request))
        messages.success(request, _("The letter is saved. It is sent in these words from now on."))
        return redirect(request.path)


class LetterFrameView(LetterMixin, View):
    """The HTML of one letter, in the words that hold or, when they are sent, in others that are not kept."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = xframe_options_sameorigin(super().dispatch)(request, *args, **kwargs)
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return framed(self.show().html)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        words = request.POST.get("subject", ""), request.POST.get("text", "")
        form = LetterForm(request.POST, name=self.name)
        html = self.show(words).html
        return framed(html if form.is_valid() else with_complaints(html, form))
