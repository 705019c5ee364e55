"""Printing in the admin: what there is to print, a form for each, and a look at a badge before."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.agenda.queries import current_programme
from cooperation.editions.duties import Area
from cooperation.editions.views import signed_in
from cooperation.network.models import NetworkSettings
from workshops.printing import actions, queries
from workshops.printing.actions import Printed, Printer
from workshops.printing.enums import Paper, Size, Whom
from workshops.printing.exports.badges import MILLIMETRES, badge_png
from workshops.printing.forms import BadgeForm, PeopleForm, PrintForm, RoomListForm, SignForm
from workshops.printing.queries import Choice
from workshops.printing.rules import Badge, Blank
from workshops.registration.exports.calendar import agenda_facts
from workshops.registration.refusals import Refused
from workshops.registration.views.desk import EditionMixin


class PrintMixin(EditionMixin):
    """A page about papers of one edition."""

    area = Area.PRINT
    page_title = gettext_lazy("Print")
    header_icon = "doc-full"

    @cached_property
    def printer(self) -> Printer:
        """What the papers say of the edition, and who prints them."""
        network = NetworkSettings.for_request(self.request)
        return Printer(self.edition, agenda_facts(self.edition, network), signed_in(self.request))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("printing:desk", args=[self.edition.pk]), "label": _("Print")},
        ]


class DeskView(PrintMixin, TemplateView):
    """What there is to print, and how many people it is about."""

    template_name = "printing/desk.html"

    places: ClassVar = (
        ("badges", Paper.BADGES, gettext_lazy("Names to wear, with a code for the check-in.")),
        ("cards", Paper.CARDS, gettext_lazy("Names to stand on tables: A4, folded once.")),
        ("signs", Paper.SIGNS, gettext_lazy("What happens when, for each room and day.")),
        ("room_lists", Paper.ROOM_LISTS, gettext_lazy("Who has a seat in which session, and who waits.")),
        ("door_list", Paper.DOOR_LIST, gettext_lazy("Everybody from A to Z, with boxes to tick.")),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = [
            (reverse(f"printing:{name}", args=[self.edition.pk]), paper.label, words)
            for name, paper, words in self.places
        ]
        news = queries.badges_for(self.edition, Choice(Whom.CHANGED))
        return super().get_context_data(
            places=places,
            confirmed=queries.confirmed(self.edition.pk).count(),
            news=len(news),
            printed_last=queries.printed_last(self.edition.pk),
            **kwargs,
        )


class PaperView(PrintMixin, TemplateView):
    """A form of what is printed; sent, it answers with the document."""

    template_name = "printing/paper.html"
    paper: ClassVar[Paper]
    lead: ClassVar[Any] = ""

    def form(self, *data: Any) -> Any:
        """The form, filled with ``data`` if something was sent."""
        return PrintForm(*data, edition=self.edition)

    def made(self, form: Any) -> Printed:
        """What the form asks for, made and taken note of."""
        raise NotImplementedError

    def get_page_title(self) -> str:
        return str(self.paper.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form())
        return super().get_context_data(paper=self.paper, lead=self.lead, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form()
        if "person" in form.fields:
            self.tell_seen(self.paper.value, len(form.people))
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self._refuse(form, 400)
        try:
            made = self.made(form)
        except Refused as refusal:
            form.say(refusal)
            return self._refuse(form, 409)
        name = f"{slugify(self.edition.title) or 'edition'}-{self.paper.value.replace('_', '-')}.pdf"
        answer = HttpResponse(made.content, content_type="application/pdf")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def _refuse(self, form: Any, status: int) -> HttpResponse:
        messages.error(self.request, _("Nothing was made yet: please look at what is said below."))
        return self.render_to_response(self.get_context_data(form=form), status=status)


class BadgesView(PaperView):
    """Badges, with a picture of each size."""

    template_name = "printing/badges.html"
    paper = Paper.BADGES
    lead = gettext_lazy(
        "Badges are for those who are confirmed. The code on them is for the check-in alone: it opens "
        "nobody’s registration. Diet and access needs never stand on a badge."
    )

    def form(self, *data: Any) -> Any:
        given = {name: self.request.GET[name] for name in ("whom", "person") if name in self.request.GET}
        return BadgeForm(*data, edition=self.edition, initial=given)

    def made(self, form: Any) -> Printed:
        return actions.print_badges(self.printer, form.choice, form.look)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        previews = [
            (
                size.label,
                reverse("printing:preview", args=[self.edition.pk, size.value]),
                width * 2,
                height * 2,
            )
            for size, (width, height) in MILLIMETRES.items()
        ]
        return super().get_context_data(
            previews=previews, printed_last=queries.printed_last(self.edition.pk), **kwargs
        )


class PreviewView(PrintMixin, View):
    """The badge with the longest name, as a picture: what holds for it holds for all."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kwargs["size"] not in Size.values:
            raise Http404
        badges = queries.badges_for(self.edition, Choice())
        longest: Badge | Blank = max(badges, key=lambda one: len(one.name), default=Blank())
        self.tell_seen(Paper.BADGES.value, 1 if badges else 0)
        picture = badge_png(longest, Size(self.kwargs["size"]), self.printer.facts)
        return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-store"})


class CardsView(PaperView):
    """Cards for tables."""

    paper = Paper.CARDS
    lead = gettext_lazy(
        "Print on strong paper of A4, fold in the middle, and the card stands with the name on both sides."
    )

    def form(self, *data: Any) -> Any:
        return PeopleForm(*data, edition=self.edition)

    def made(self, form: Any) -> Printed:
        return actions.print_cards(self.printer, form.choice)


class SignsView(PaperView):
    """Signs for doors."""

    paper = Paper.SIGNS
    lead = gettext_lazy(
        "A page of A4 for each room and day, from the newest release of the agenda. The code leads to the "
        "agenda as it is at that moment, so a sign is never the last word."
    )

    def form(self, *data: Any) -> Any:
        return SignForm(*data, edition=self.edition, programme=current_programme(self.edition))

    def made(self, form: Any) -> Printed:
        return actions.print_signs(self.printer, form.room_id, form.chosen_day)


class RoomListsView(PaperView):
    """Lists of rooms."""

    paper = Paper.ROOM_LISTS
    lead = gettext_lazy(
        "A sheet for each session: who has a seat, who waits and in which order. Whoever leads the session "
        "ticks who came and gives free seats to those in reserve."
    )

    def form(self, *data: Any) -> Any:
        return RoomListForm(*data, edition=self.edition)

    def made(self, form: Any) -> Printed:
        return actions.print_room_lists(self.printer, form.session_id)


class DoorListView(PaperView):
    """The list for the door."""

    paper = Paper.DOOR_LIST
    lead = gettext_lazy(
        "Paper for when neither phone nor connection works: everybody who is confirmed, by the last word of "
        "the name, with a box to tick. Print it on the evening before, and destroy it after the event."
    )

    def made(self, form: Any) -> Printed:
        return actions.print_door_list(self.printer)
