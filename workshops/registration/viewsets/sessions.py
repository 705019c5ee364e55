"""The list and form of workshops' sessions, with what is booked."""

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.log_actions import log

from cooperation.editions.rules import reasons_against_changing
from cooperation.editions.views import signed_in
from cooperation.editions.viewsets import EditionRecordDeleteView
from core.publishing.viewsets import ReachableEditView
from workshops.programme.models import Session
from workshops.programme.viewsets import SessionIndexView, SessionViewSet
from workshops.registration.actions import capacity
from workshops.registration.actions.seeing import note_seen
from workshops.registration.enums import HOLDS_SEAT, BookingState
from workshops.registration.forms.capacity import CapacityForm
from workshops.registration.refusals import BelowTaken, Refused


class BookedSessionIndexView(SessionIndexView):
    """The list, with how many seats are taken and how many people wait, in the same query."""

    def get_base_queryset(self) -> QuerySet[Session]:
        taken = Count("bookings", filter=Q(bookings__state__in=HOLDS_SEAT))
        waiting = Count("bookings", filter=Q(bookings__state=BookingState.WAITING))
        found: QuerySet[Session] = super().get_base_queryset().annotate(taken=taken, waiting=waiting)
        return found


class RefusableMixin:
    """Shows what the action refuses beside the field that it is about, and keeps what was typed."""

    def form_valid(self, form: CapacityForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refused as refusal:
            if isinstance(refusal, BelowTaken):
                user = signed_in(self.request)  # type: ignore[attr-defined]
                note_seen(form.instance.slot.edition, user, "seats", len(refusal.names))
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        answer: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]
        answer.status_code = HTTPStatus.CONFLICT
        return answer


class SessionCreateView(RefusableMixin, CreateView):
    def save_instance(self) -> Session:
        made = capacity.add_session(self.form.instance, self.form.reserves(), by=signed_in(self.request))
        log(instance=made, action="wagtail.create", content_changed=True)
        return made


class SessionEditView(RefusableMixin, ReachableEditView):
    def save_instance(self) -> Session:
        self.has_content_changes = self.form.has_changed()
        return capacity.set_capacity(
            self.object, self.form.cleaned_data["seats"], self.form.reserves(), by=signed_in(self.request)
        )


class SessionDeleteView(EditionRecordDeleteView):
    """Deletes no session that anybody ever booked; it is cancelled in the agenda instead."""

    @property
    def obstacles(self) -> list[str]:
        count = self.object.bookings.count()
        if not count:
            return super().obstacles
        booked = ngettext(
            "%(count)d booking: cancel the session in the agenda instead, then everybody is told.",
            "%(count)d bookings: cancel the session in the agenda instead, then everybody is told.",
            count,
        )
        archived = reasons_against_changing(self.object.slot.edition)
        return [*map(str, archived), booked % {"count": count}]

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            capacity.let_go(self.object)
            return super().form_valid(form)


class BookedSessionViewSet(SessionViewSet):
    """Workshops' sessions: how many seats which slot offers, for whom some are kept, how many are taken."""

    index_view_class = BookedSessionIndexView
    add_view_class = SessionCreateView
    edit_view_class = SessionEditView
    delete_view_class = SessionDeleteView
    list_display = (
        *SessionViewSet.list_display,
        Column("taken", label=_("Taken"), sort_key="taken"),
        Column("waiting", label=_("Waiting"), sort_key="waiting"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("slot"),
            FieldPanel("seats"),
            InlinePanel(
                "reserves",
                heading=_("Reserved seats"),
                label=_("reserved seats"),
                help_text=_(
                    "Seats that others cannot book. Each row is for one member or for one kind of "
                    "participant. When you remove a row, those who wait move up by themselves."
                ),
                panels=[FieldRowPanel([FieldPanel("seats"), FieldPanel("member"), FieldPanel("role")])],
            ),
        ],
        base_form_class=CapacityForm,
    )
