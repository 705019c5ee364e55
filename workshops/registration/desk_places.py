"""The places of registration at the desk of an edition."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area, Level

PLACES = [
    DeskPlace(
        phase=Phase.AGENDA,
        order=50,
        label=_("Sessions and seats"),
        words=_("How many seats each workshop has"),
        url_name="sessions:index",
        area=Area.SEATS,
        address=lambda edition: f"{reverse('sessions:index')}?edition={edition.pk}",
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=10,
        label=_("How people register"),
        words=_("Who, how many, what is asked, how seats are given"),
        url_name="registration:settings",
        area=Area.REGISTRATIONS,
        needs=Level.CHANGE,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=20,
        label=_("Registration at a glance"),
        words=_("How many have registered, by session and by day"),
        url_name="registration:desk",
        area=Area.NUMBERS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=25,
        label=_("Registrations"),
        words=_("Everybody: find, look, change, write to several"),
        url_name="registration:people",
        area=Area.REGISTRATIONS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=45,
        label=_("Import from a spreadsheet"),
        words=_("Register many at once, looked at before"),
        url_name="registration:people_import",
        area=Area.REGISTRATIONS,
        needs=Level.CHANGE,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=90,
        label=_("Lists and exports"),
        words=_("For caterer, hotel, doors, grant"),
        url_name="registration:exports",
        area=Area.REGISTRATIONS,
        needs=Level.CHANGE,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=30,
        label=_("Delegations"),
        words=_("Places of each member, and who names its people"),
        url_name="registration:delegations",
        area=Area.REGISTRATIONS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=40,
        label=_("Invitations"),
        words=_("Guests and speakers who are asked by mail"),
        url_name="registration:invitations",
        area=Area.REGISTRATIONS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=50,
        label=_("Draw of seats"),
        words=_("Give seats by wishes after the deadline"),
        url_name="registration:allotment",
        area=Area.REGISTRATIONS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=60,
        label=_("Letters"),
        words=_("What the mails of registration say"),
        url_name="registration:letters",
        area=Area.MAILINGS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=70,
        label=_("Mails to participants"),
        words=_("Write to all, or to some"),
        url_name="registration:mailings",
        area=Area.MAILINGS,
    ),
    DeskPlace(
        phase=Phase.REGISTRATION,
        order=80,
        label=_("Log of mails"),
        words=_("What was sent, what waits, what failed"),
        url_name="registration:mails",
        area=Area.MAILINGS,
    ),
    DeskPlace(
        phase=Phase.AFTER,
        order=80,
        label=_("Personal data"),
        words=_("How long it is kept, and its erasure"),
        url_name="registration:privacy",
        area=Area.PRIVACY,
    ),
]


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """From the seats of sessions to the erasure."""
    return PLACES
