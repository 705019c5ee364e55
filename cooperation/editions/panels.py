"""How the forms of editions and the rota are laid out: grouped as an organiser thinks."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)

from cooperation.editions.forms import EditionForm, PresidencyForm
from cooperation.editions.look import AccentInput

WHAT_AND_WHEN = [
    FieldPanel("title"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("year")]),
    FieldPanel("theme"),
    FieldPanel("summary"),
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    FieldRowPanel([FieldPanel("mode"), FieldPanel("time_zone")]),
    InlinePanel(
        "adjacent_events",
        heading=_("Events beside this one"),
        label=_("event"),
        help_text=_("Such as the Competition and Consumer Day."),
        panels=[
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("place"),
            FieldPanel("organiser"),
            FieldPanel("url"),
            FieldPanel("note"),
        ],
    ),
]

WHERE = [
    FieldRowPanel([FieldPanel("city"), FieldPanel("country")]),
    FieldPanel("venue_name"),
    FieldPanel("venue_address"),
    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    FieldPanel("directions"),
    FieldPanel("step_free_access"),
    FieldPanel("online_url"),
]

HOST = [
    HelpPanel(
        content=_(
            "For a coming edition, record the decision on its own page: from the list of editions or from "
            "the start page of this admin. Here you correct what is known, also of past editions."
        )
    ),
    FieldPanel("presidency"),
    FieldPanel("host_status"),
    FieldPanel("host"),
    FieldPanel("other_host"),
    FieldPanel("co_hosts"),
    FieldRowPanel([FieldPanel("host_decided_by"), FieldPanel("host_decided_on")]),
    FieldPanel("host_reason"),
]

LOOK = [
    FieldPanel(
        "accent_colour",
        widget=AccentInput,
        help_text=_("For the cover, links and buttons of this edition's pages. Any colour can be picked."),
    ),
    FieldPanel("hero_picture"),
    FieldPanel("funding_statement"),
    FieldPanel("disclaimer"),
]

REGISTRATION = [
    HelpPanel(
        content=_(
            "Registration can open when the first day is set and the fields under “Privacy and "
            "accessibility” are filled: people must know who answers for their data."
        )
    ),
    FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
]

PRIVACY_AND_ACCESSIBILITY = [
    FieldPanel("controller_name"),
    FieldPanel("controller_address"),
    FieldPanel("controller_email"),
    FieldPanel("data_protection_officer"),
    FieldPanel("supervisory_authority"),
    FieldPanel("supervisory_authority_url"),
    FieldPanel("retention_months"),
    FieldPanel("accessibility_contact"),
    FieldPanel("enforcement_body"),
    FieldPanel("enforcement_body_url"),
]

ARCHIVE = [
    FieldPanel("note"),
    InlinePanel(
        "evidence",
        heading=_("How sure we are"),
        label=_("fact"),
        help_text=_("One row for each fact that needs a source. Rather say “not known” than guess."),
        panels=[
            FieldRowPanel([FieldPanel("fact"), FieldPanel("certainty")]),
            FieldPanel("source"),
            FieldPanel("source_url"),
            FieldPanel("note"),
        ],
    ),
    FieldPanel("is_example"),
    FieldPanel("collection"),
]

edition_panels = TabbedInterface(
    [
        ObjectList(WHAT_AND_WHEN, heading=_("What and when")),
        ObjectList(WHERE, heading=_("Where")),
        ObjectList(HOST, heading=_("Host")),
        ObjectList(LOOK, heading=_("Look")),
        ObjectList(REGISTRATION, heading=_("Registration")),
        ObjectList(PRIVACY_AND_ACCESSIBILITY, heading=_("Privacy and accessibility")),
        ObjectList(ARCHIVE, heading=_("Archive")),
    ],
    base_form_class=EditionForm,
)

presidency_panels = ObjectList(
    [
        FieldRowPanel([FieldPanel("year"), FieldPanel("half")]),
        FieldRowPanel([FieldPanel("country"), FieldPanel("eu_code")]),
        FieldPanel("legal_act"),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("certainty"), FieldPanel("source")]),
    ],
    base_form_class=PresidencyForm,
)
