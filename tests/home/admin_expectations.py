"""What each address of the admin that is ours answers to an organiser and to the secretariat."""

from dataclasses import dataclass

REFUSED = 302
"""Wagtail answers a missing permission with the way home and a message."""


@dataclass(frozen=True)
class Expected:
    """What an organiser gets for their own record, for a foreign one, and the secretariat for any."""

    own: int = 200
    foreign: int = 404
    keeper: int = 200
    about: str = ""
    """The kind of record whose key stands in the address."""


def records(name: str, about: str, *, add: int | None = 200, delete: int = 200) -> dict[str, Expected]:
    """The addresses of one viewset of an edition's records."""
    found = {
        f"{name}:index": Expected(foreign=200),
        f"{name}:index_results": Expected(foreign=200),
        f"{name}:edit": Expected(about=about),
        f"{name}:delete": Expected(about=about, own=delete),
        f"{name}:history": Expected(about=about),
        f"{name}:history_results": Expected(about=about),
    }
    return found | ({f"{name}:add": Expected(own=add, foreign=add)} if add else {})


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


def chooser(name: str, about: str, *, foreign: int = 404) -> dict[str, Expected]:
    """The addresses of one chooser."""
    return {
        f"{name}:choose": Expected(foreign=200),
        f"{name}:choose_results": Expected(foreign=200),
        f"{name}:chosen": Expected(about=about, foreign=foreign),
        f"{name}:chosen_multiple": Expected(foreign=200),
    }


EXPECTED: dict[str, Expected] = {
    **records("editions", "edition", add=REFUSED, delete=REFUSED),
    **{f"editions:{name}": Expected(about="edition") for name in ("announce", "cancel", "archive", "host")},
    "editions:roles": Expected(about="edition"),
    "editions:accent": Expected(own=400, foreign=400, keeper=400),  # no colour is sent; who prepares may ask
    "editions:unarchive": Expected(about="edition", own=REFUSED),
    "editions:reinstate": Expected(about="edition", own=REFUSED),
    **records("rooms", "room"),
    **records("speakers", "speaker"),
    **records("slots", "slot", add=None),
    **records("sessions", "session"),
    **network_records("rota", "presidency", listed=REFUSED),
    **network_records("members", "member", listed=200),
    **chooser("edition_chooser", "edition"),
    **chooser("room_chooser", "room"),
    **chooser("speaker_chooser", "speaker"),
    **chooser("member_chooser", "member", foreign=200),
    "agenda:index": Expected(own=302, foreign=302),
    "agenda:desk": Expected(about="edition"),
    "agenda:day": Expected(about="edition"),
    "agenda:note": Expected(about="edition", own=302, keeper=302),
    "registration:index": Expected(own=302, foreign=302),
    "registration:desk": Expected(about="edition"),
    "registration:settings": Expected(about="edition"),
    "registration:delegations": Expected(about="edition"),
    "registration:delegation": Expected(about="edition"),
    "registration:invitations": Expected(about="edition"),
    "registration:invite": Expected(about="edition"),
    "registration:remind_all": Expected(about="edition"),
    "registration:allotment": Expected(about="edition"),
    "registration:privacy": Expected(about="edition"),
    "registration:erase_needs": Expected(about="edition"),
    "registration:erase_all": Expected(about="edition"),
    "registration:remind": Expected(about="edition", own=405, keeper=405),
    "registration:withdraw": Expected(about="edition", own=405, keeper=405),
    **{f"registration:{name}": Expected(about="edition") for name in ("letters", "letter", "letter_html")},
    **{f"registration:mailing{name}": Expected(about="edition") for name in ("s", "", "_new", "_change")},
    "registration:mailing_html": Expected(about="edition"),
    "registration:mails": Expected(about="edition"),
    "registration:mail_again": Expected(about="edition", own=405, keeper=405),
    "make_edition_pages": Expected(about="edition"),
    "agenda_preview": Expected(about="edition", own=302, keeper=302),
    "own_news": Expected(foreign=200),
    "own_news_results": Expected(foreign=200),
    "outbox": Expected(own=REFUSED, foreign=REFUSED),
    "outbox_results": Expected(own=REFUSED, foreign=REFUSED),
    "outbox_send_again": Expected(own=405, foreign=405, keeper=405, about="mail"),
}
