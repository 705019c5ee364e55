"""What each address of the admin that is ours answers to each role of a team, and to the secretariat."""

from dataclasses import dataclass, replace
from typing import Any

from cooperation.editions.duties import Area, Level

CHANGE = Level.CHANGE

REFUSED = 302
"""Wagtail answers a missing permission with the way home and a message."""


@dataclass(frozen=True)
class Expected:
    """What somebody with the duty gets of their own, of a foreign one, and the secretariat of any."""

    own: int = 200
    foreign: int = 404
    keeper: int = 200
    about: str = ""
    """The kind of record whose key stands in the address."""
    area: Area | None = None
    """Whose duty it is; ``None`` when it is not told by the roles of a team."""
    needs: Level = Level.SEE
    """How far somebody has to reach in the area to get ``own``."""


def of(area: Area, needs: Level = Level.SEE, **more: Any) -> Expected:
    """What stands below an edition's key and belongs to ``area``."""
    return Expected(about="edition", area=area, needs=needs, **more)


def records(
    name: str, about: str, area: Area, *, add: int | None = 200, delete: int = 200
) -> dict[str, Expected]:
    """The addresses of one viewset of an edition's records."""
    changed = Expected(about=about, area=area, needs=CHANGE)
    found = {
        f"{name}:index": Expected(foreign=200, area=area),
        f"{name}:index_results": Expected(foreign=200, area=area),
        f"{name}:edit": changed,
        f"{name}:delete": replace(changed, own=delete),
        f"{name}:history": changed,
        f"{name}:history_results": changed,
    }
    return found | ({f"{name}:add": Expected(own=add, foreign=add, area=area, needs=CHANGE)} if add else {})


def network_records(name: str, about: str, *, listed: int) -> dict[str, Expected]:
    """The addresses of one viewset of the network's records, which the secretariat keeps."""
    lists = Expected(own=listed, foreign=listed)
    single = Expected(own=REFUSED, foreign=REFUSED, about=about)
    hidden = REFUSED if listed == 200 else 404
    past = Expected(own=hidden, foreign=hidden, about=about)
    return {
        f"{name}:index": lists,
        f"{name}:index_results": lists,
        f"{name}:add": Expected(own=REFUSED, foreign=REFUSED),
        f"{name}:edit": single,
        f"{name}:delete": past,
        f"{name}:history": past,
        f"{name}:history_results": past,
    }


def chooser(name: str, about: str, *, foreign: int = 404, area: Area | None = None) -> dict[str, Expected]:
    """The addresses of one chooser."""
    return {
        f"{name}:choose": Expected(foreign=200),
        f"{name}:choose_results": Expected(foreign=200),
        f"{name}:chosen": Expected(about=about, foreign=foreign, area=area),
        f"{name}:chosen_multiple": Expected(foreign=200),
    }


EXPECTED: dict[str, Expected] = {
    **records("editions", "edition", Area.EDITION, add=REFUSED, delete=REFUSED),
    **{f"editions:{name}": of(Area.EDITION, CHANGE) for name in ("announce", "cancel", "archive", "host")},
    "editions:roles": of(Area.TEAM),
    # No colour is sent; who prepares may ask.
    "editions:accent": Expected(own=400, foreign=400, keeper=400, area=Area.EDITION, needs=CHANGE),
    "editions:unarchive": of(Area.EDITION, own=REFUSED),
    "editions:reinstate": of(Area.EDITION, own=REFUSED),
    **records("rooms", "room", Area.AGENDA),
    **records("speakers", "speaker", Area.AGENDA),
    **records("slots", "slot", Area.AGENDA, add=None),
    **records("sessions", "session", Area.SEATS),
    **network_records("rota", "presidency", listed=REFUSED),
    **network_records("members", "member", listed=200),
    **chooser("edition_chooser", "edition"),
    **chooser("room_chooser", "room", area=Area.AGENDA),
    **chooser("speaker_chooser", "speaker", area=Area.AGENDA),
    **chooser("member_chooser", "member", foreign=200),
    "agenda:index": Expected(own=302, foreign=302, area=Area.AGENDA),
    "agenda:desk": of(Area.AGENDA),
    "agenda:day": of(Area.AGENDA),
    **{f"agenda:{name}": of(Area.AGENDA) for name in ("builder", "builder_state", "release", "compare")},
    **{f"agenda:{name}": of(Area.AGENDA, own=405, keeper=405) for name in ("builder_slot", "builder_step")},
    "agenda:go_back": of(Area.AGENDA, CHANGE),
    "agenda:note": of(Area.AGENDA, own=302, keeper=302),
    "agenda_preview": of(Area.AGENDA, own=302, keeper=302),
    "registration:index": Expected(own=302, foreign=302, area=Area.NUMBERS),
    "registration:desk": of(Area.NUMBERS),
    "registration:settings": of(Area.REGISTRATIONS, CHANGE),
    **{
        f"registration:{name}": of(Area.REGISTRATIONS)
        for name in ("delegations", "delegation", "invitations", "invite", "remind_all", "allotment")
    },
    "registration:people": of(Area.REGISTRATIONS),
    "registration:person": of(Area.REGISTRATIONS),
    "registration:exports": of(Area.REGISTRATIONS, CHANGE),
    **{
        f"registration:{name}": of(Area.REGISTRATIONS, CHANGE)
        for name in ("person_new", "person_answers", "person_seats", "person_cancel", "person_place")
    },
    **{
        f"registration:{name}": of(Area.REGISTRATIONS, CHANGE)
        for name in ("person_remind", "people_import", "people_import_template")
    },
    **{
        f"registration:{name}": of(Area.REGISTRATIONS, own=405, keeper=405)
        for name in ("people_view", "people_view_delete", "people_bulk", "export")
    },
    "registration:remind": of(Area.REGISTRATIONS, own=405, keeper=405),
    "registration:withdraw": of(Area.REGISTRATIONS, own=405, keeper=405),
    **{f"registration:{name}": of(Area.PRIVACY) for name in ("privacy", "erase_needs", "erase_all")},
    **{f"registration:{name}": of(Area.MAILINGS) for name in ("letters", "letter", "letter_html", "mails")},
    **{f"registration:mailing{name}": of(Area.MAILINGS) for name in ("s", "", "_new", "_change", "_html")},
    "registration:mail_again": of(Area.MAILINGS, own=405, keeper=405),
    "checklist:list": of(Area.CHECKLIST),
    "checklist:make": of(Area.CHECKLIST, own=405, keeper=405),
    **{f"checklist:{name}": of(Area.CHECKLIST, CHANGE) for name in ("add", "edit", "tick", "delete")},
    "archiving:page": of(Area.EDITION),
    "archiving:ask_for_copy": of(Area.EDITION, own=405, keeper=405),
    # Nobody has asked for a copy.
    "archiving:progress": of(Area.EDITION, own=404, keeper=404),
    "archiving:download": of(Area.EDITION, CHANGE, own=404, keeper=404),
    "archiving:erratum": of(Area.EDITION, CHANGE, own=REFUSED),
    "handover:page": of(Area.EDITION),
    "handover:received": of(Area.CHECKLIST),
    # The secretariat alone plans and takes back.
    "handover:plan": of(Area.EDITION, CHANGE, own=REFUSED),
    "handover:take_back": of(Area.EDITION, CHANGE, own=REFUSED),
    "checkin:index": Expected(own=302, foreign=302, area=Area.CHECKIN),
    **{f"checkin:{name}": of(Area.CHECKIN) for name in ("door", "walk_in", "live", "names", "worker")},
    "checkin:scans": of(Area.CHECKIN, own=405, keeper=405),
    "desk": of(Area.EDITION),
    "trail": of(Area.TRAIL),
    "trail_export": of(Area.TRAIL),
    **{
        f"afterwards:{name}": of(Area.AFTERWARDS)
        for name in ("desk", "feedback", "slide", "feedback_csv", "feedback_xlsx", "material", "review")
    },
    **{f"afterwards:{name}": of(Area.AFTERWARDS) for name in ("certificates", "look_back")},
    "afterwards:questions": of(Area.AFTERWARDS, CHANGE),
    # What was handed in has no file here.
    "afterwards:submitted_file": of(Area.AFTERWARDS, own=404, keeper=404),
    **{
        f"afterwards:{name}": of(Area.AFTERWARDS, CHANGE, own=405, keeper=405)
        for name in ("feedback_mail", "revoke_link", "certificates_pdf")
    },
    **{
        f"printing:{name}": of(Area.PRINT)
        for name in ("desk", "badges", "preview", "cards", "signs", "room_lists", "door_list")
    },
    "notices:list": of(Area.MAILINGS),
    "notices:end": of(Area.MAILINGS, own=405, keeper=405),
    "make_edition_pages": of(Area.PAGES, CHANGE),
    "start_edition": Expected(own=REFUSED, foreign=REFUSED),
    # Nothing was said of that year yet, so the secretariat is led to the first step.
    **{
        f"start_edition_{step}": Expected(own=REFUSED, foreign=REFUSED, keeper=302)
        for step in ("host", "days", "lead", "from", "look")
    },
    "take_over": of(Area.EDITION, CHANGE),
    "taken_over": of(Area.EDITION, CHANGE),
    "own_news": Expected(foreign=200, area=Area.NEWS, needs=CHANGE),
    "own_news_results": Expected(foreign=200, area=Area.NEWS, needs=CHANGE),
    "outbox": Expected(own=REFUSED, foreign=REFUSED),
    "outbox_results": Expected(own=REFUSED, foreign=REFUSED),
    "outbox_send_again": Expected(own=405, foreign=405, keeper=405, about="mail"),
}
