"""How the form of a registration desk is laid out: in the order in which an organiser thinks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from workshops.registration.forms.desk_forms import DeskForm, DomainForm, QuestionForm, QuotaForm
from workshops.registration.models import RegistrationDesk


class RowsPanel(InlinePanel):
    """Rows of a list, each with a form of its own class."""

    def __init__(self, *args: Any, row_form: type[forms.ModelForm] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row_form = row_form

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"row_form": self.row_form}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        if self.row_form is not None:
            options["formsets"][self.relation_name]["form"] = self.row_form
        return options


WHO = [
    FieldPanel("by_delegation"),
    FieldPanel("by_invitation"),
    FieldPanel("by_domain"),
    FieldPanel("is_open"),
    RowsPanel(
        "domains",
        heading=_("Mail domains of members"),
        label=_("mail domain"),
        row_form=DomainForm,
        panels=[FieldRowPanel([FieldPanel("domain"), FieldPanel("member")])],
    ),
]

HOW_MANY = [
    FieldPanel("total_places"),
    FieldPanel("places_per_member"),
    FieldPanel("unused_places_return_at"),
]

FROM_WHEN = [
    HelpPanel(template="registration/admin/desk_dates.html"),
    RowsPanel(
        "quotas",
        heading=_("Roles with a number or a moment of their own"),
        label=_("role"),
        row_form=QuotaForm,
        panels=[FieldPanel("role"), FieldRowPanel([FieldPanel("places"), FieldPanel("opens_at")])],
    ),
]

WHAT_IS_ASKED = [
    HelpPanel(
        content=_(
            "Name, member, function and e-mail address are always asked. Ask only for what you need: every "
            "question says what its answer is for."
        )
    ),
    RowsPanel(
        "questions",
        heading=_("Your questions"),
        label=_("question"),
        row_form=QuestionForm,
        panels=[
            FieldPanel("label"),
            FieldPanel("help_text"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("is_required")]),
            FieldPanel("choices"),
            FieldPanel("purpose"),
            FieldRowPanel([FieldPanel("asked_if"), FieldPanel("asked_if_answer")]),
            FieldPanel("key"),
        ],
    ),
]

SENSITIVE = [
    FieldPanel("asks_diet"),
    FieldPanel("asks_access"),
    FieldPanel("asks_pictures"),
    FieldPanel("asks_list"),
]

EXTRAS = [
    RowsPanel(
        "extras",
        heading=_("Extras"),
        label=_("extra"),
        panels=[FieldPanel("title"), FieldPanel("description"), FieldPanel("places")],
    ),
]

SEATS = [
    FieldPanel("seat_mode", widget=forms.RadioSelect),
    FieldPanel("ranking_closes_at"),
    FieldPanel("promotion", widget=forms.RadioSelect),
    FieldPanel("offer_hours"),
]

desk_panels = ObjectList(
    [
        MultiFieldPanel(WHO, heading=_("Who may register")),
        MultiFieldPanel(HOW_MANY, heading=_("How many")),
        MultiFieldPanel(FROM_WHEN, heading=_("From when")),
        MultiFieldPanel(WHAT_IS_ASKED, heading=_("What is asked")),
        MultiFieldPanel(
            SENSITIVE,
            heading=_("What is asked separately, with consent"),
            help_text=_(
                "Each is optional for whoever registers. Diet and access needs are erased a month after the "
                "event."
            ),
        ),
        MultiFieldPanel(
            EXTRAS,
            heading=_("What can be chosen besides"),
            help_text=_("Such as the dinner or an adjacent event."),
        ),
        MultiFieldPanel(SEATS, heading=_("How seats in workshops are given")),
    ],
    base_form_class=DeskForm,
).bind_to_model(RegistrationDesk)
