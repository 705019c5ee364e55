"""Files that a ticket opens: the ticket on paper and as a picture, one's own agenda, and all data."""

import json
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.models import ModelLogEntry

from cooperation.agenda.actions import release
from cooperation.editions.models import Edition
from core.mail.models import OutgoingMail
from tests.factories import MemberFactory, OutgoingMailFactory, SlotFactory, UserFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import audit
from workshops.registration.actions import ending, seats
from workshops.registration.mails import ticket_address
from workshops.registration.models import Extra, Question, Registration

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "my-data.md"


def get(client: Client, registration: Registration, name: str) -> HttpResponse:
    answer = client.get(reverse(name, args=[registration.ticket]))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer


def command(*words: str) -> str:
    """What a program says of a file; a missing program is a failure, not a reason to skip."""
    assert shutil.which(words[0]), (
        f"{words[0]} is not installed: apt-get install qpdf poppler-utils zbar-tools"
    )
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def ona() -> Registration:
    return register_one(
        make_desk(),
        badge_name="Ona Rasa Ąžuolaitė",
        member=MemberFactory(name="Centre of Latvia"),
        function="Judge",
    )


class TestTicket:
    @pytest.mark.services
    def test_paper_is_one_tagged_page_with_the_code_that_opens_the_registration(
        self, client: Client, ona: Registration, tmp_path: Path
    ) -> None:
        path = tmp_path / "ticket.pdf"
        path.write_bytes(get(client, ona, "ticket_pdf").content)
        assert "No syntax or stream encoding errors found" in command("qpdf", "--check", str(path))
        about = command("pdfinfo", str(path))
        assert "Title:           Cooperation Day 2027: ticket" in about
        assert re.search(r"Pages: +1$", about, re.MULTILINE)
        assert re.search(r"Tagged: +yes", about)
        assert "pdfuaid:part" in command("pdfinfo", "-meta", str(path))
        told = " ".join(command("pdftotext", "-raw", str(path), "-").split())
        for part in ("Ona Rasa Ąžuolaitė", "Judge", "Centre of Latvia", "Cooperation Day 2027", "Delegate"):
            assert part in told
        command("pdftoppm", "-r", "200", "-png", "-singlefile", str(path), str(tmp_path / "ticket"))
        assert command("zbarimg", "-q", "--raw", str(tmp_path / "ticket.png")).strip() == ticket_address(ona)

    @pytest.mark.services
    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("Example Street 1\n01103 Vilnius", "Town Hall, Example Street 1, 01103 Vilnius As"),
            ("Example Street 1", "Town Hall, Example Street 1, Vilnius As"),
        ],
    )
    def test_it_says_the_city_once(
        self, client: Client, ona: Registration, tmp_path: Path, address: str, told: str
    ) -> None:
        Edition.objects.update(venue_name="Town Hall", venue_address=address)
        path = tmp_path / "ticket.pdf"
        path.write_bytes(get(client, ona, "ticket_pdf").content)
        assert told in " ".join(command("pdftotext", "-raw", str(path), "-").split())

    @pytest.mark.services
    @pytest.mark.parametrize("name", ["Ona " * 30, "W" * 120, "Ω" * 120, "Я" * 119])
    def test_the_longest_name_leaves_it_one_page(self, client: Client, name: str, tmp_path: Path) -> None:
        long = register_one(
            make_desk(),
            badge_name=name[:120],
            organisation="Verbraucherschlichtungsstelle " * 5,
            function="W" * 160,
        )
        path = tmp_path / "ticket.pdf"
        path.write_bytes(get(client, long, "ticket_pdf").content)
        assert re.search(r"Pages: +1$", command("pdfinfo", str(path)), re.MULTILINE)
        command("pdftoppm", "-r", "200", "-png", "-singlefile", str(path), str(tmp_path / "ticket"))
        assert command("zbarimg", "-q", "--raw", str(tmp_path / "ticket.png")).strip() == ticket_address(long)

    @pytest.mark.services
    def test_paper_of_who_waits_says_that_it_is_not_valid(self, client: Client, tmp_path: Path) -> None:
        desk = make_desk(total_places=1)
        admitted, waiting = register_one(desk, "a@example.org"), register_one(desk)
        told = []
        for registration in (admitted, waiting):
            path = tmp_path / "ticket.pdf"
            path.write_bytes(get(client, registration, "ticket_pdf").content)
            told.append("not valid yet" in command("pdftotext", "-raw", str(path), "-"))
        assert told == [False, True]

    @pytest.mark.services
    def test_pictures_hold_the_same_code(self, client: Client, ona: Registration, tmp_path: Path) -> None:
        png = tmp_path / "ticket.png"
        png.write_bytes(get(client, ona, "ticket_png").content)
        assert command("zbarimg", "-q", "--raw", str(png)).strip() == ticket_address(ona)

    def test_pictures_are_what_they_say(self, client: Client, ona: Registration) -> None:
        answer = get(client, ona, "ticket_png")
        assert answer["Content-Type"] == "image/png"
        picture = Image.open(BytesIO(answer.content))
        assert picture.size[0] == picture.size[1] >= 300
        answer = get(client, ona, "ticket_svg")
        assert answer["Content-Type"] == "image/svg+xml"
        assert b"<script" not in answer.content
        assert answer.content.startswith(b"<?xml")

    @pytest.mark.services
    def test_ones_own_agenda_on_paper(self, client: Client, ona: Registration, tmp_path: Path) -> None:
        desk = ona.edition.desk
        parcels, rights = make_session(desk, title="Parcels"), make_session(desk, hour=1, title="Rights")
        SlotFactory(edition=desk.edition, title="Opening")
        release(desk.edition, "First", UserFactory())
        seats.book(ona, rights)
        path = tmp_path / "agenda.pdf"
        path.write_bytes(get(client, ona, "ticket_agenda_pdf").content)
        told = " ".join(command("pdftotext", "-raw", str(path), "-").split())
        for part in ("Opening", "Rights", "The agenda of Ona Rasa Ąžuolaitė"):
            assert part in told
        assert parcels.slot.title not in told
        command(
            "pdftoppm", "-r", "150", "-png", "-f", "1", "-singlefile", str(path), str(tmp_path / "agenda")
        )
        assert ona.ticket not in command("zbarimg", "-q", "--raw", str(tmp_path / "agenda.png"))


class TestData:
    @pytest.fixture
    def everything(self, ona: Registration) -> Registration:
        """Somebody of whom there is something of every kind."""
        desk = ona.edition.desk
        Question.objects.create(desk=desk, key="arrival", label="When do you arrive?")
        dinner = Extra.objects.create(desk=desk, title="Dinner")
        ona.extra_choices.create(extra=dinner)
        ona.answers = {"arrival": "Late", "gone": "x"}
        ona.save()
        parcels = make_session(desk, title="Parcels")
        seats.book(ona, parcels)
        seats.leave(ona, parcels)
        ona.preferences.create(session=parcels, rank=1)
        OutgoingMailFactory(about=f"registration:{ona.pk}", recipients=["ona@example.org"], subject="Welcome")
        OutgoingMailFactory(
            about=f"registration:{ona.pk}", recipients=["former@example.org"], subject="Not hers"
        )
        OutgoingMailFactory(
            about=f"registration:{ona.pk}0", recipients=["ona@example.org"], subject="Not this"
        )
        OutgoingMailFactory(
            about=f"edition:{desk.edition_id}", recipients=["Ona@example.org"], subject="The way to the form"
        )
        OutgoingMailFactory(
            about=f"edition:{desk.edition_id}", recipients=["b@example.org"], subject="Theirs"
        )
        return ona

    def test_it_holds_everything_about_the_person(self, client: Client, everything: Registration) -> None:
        answer = get(client, everything, "ticket_data")
        assert answer["Content-Disposition"] == 'attachment; filename="cooperation-day-2027-my-data.json"'
        data = json.loads(answer.content)
        assert data["registration"]["badge_name"] == "Ona Rasa Ąžuolaitė"
        assert data["registration"]["member"] == "Centre of Latvia"
        assert data["answers"] == [
            {"key": "arrival", "question": "When do you arrive?", "answer": "Late"},
            {"key": "gone", "question": None, "answer": "x"},
        ]
        assert data["extras"] == [{"title": "Dinner"}]
        assert [(seat["session"], seat["state"]) for seat in data["seats"]] == [("Parcels", "released")]
        assert data["seats"][0]["starts_at"] == "2027-05-12T09:00:00+03:00"
        assert [event["what"] for event in data["seat_history"]] == ["booked", "left"]
        assert data["preferences"] == [{"session": "Parcels", "rank": 1, "outcome": ""}]
        assert [mail["subject"] for mail in data["mails"]] == ["Welcome", "The way to the form"]
        assert {"registration.register", "registration.export"} <= {line["what"] for line in data["log"]}

    def test_the_document_names_every_field(self, client: Client, everything: Registration) -> None:
        told = DOCUMENT.read_text()
        data = json.loads(get(client, everything, "ticket_data").content)
        names = set(data)
        for part in data.values():
            for row in part if isinstance(part, list) else [part]:
                names |= set(row) if isinstance(row, dict) else set()
        assert [name for name in sorted(names) if f"`{name}" not in told] == []

    def test_each_time_is_logged_without_a_name(self, client: Client, everything: Registration) -> None:
        get(client, everything, "ticket_data")
        get(client, everything, "ticket_data")
        lines = ModelLogEntry.objects.filter(action=audit.DATA_EXPORTED)
        assert lines.count() == 2
        assert "Ona" not in "".join(f"{line.label}{line.data}" for line in lines)

    def test_of_a_registration_handed_on_the_new_owner_sees_nothing_of_the_former(
        self, client: Client, everything: Registration
    ) -> None:
        OutgoingMail.objects.all().delete()
        everything.diet, everything.needs_consent_at = "Canary seed", everything.created_at
        everything.save()
        OutgoingMailFactory(
            about=f"registration:{everything.pk}", recipients=["ona@example.org"], subject="To Canary"
        )
        handed = ending.transfer(everything, "jonas@example.org", "Jonas")
        content = get(client, handed, "ticket_data").content.decode()
        for gone in (
            "Canary",
            "ona@example.org",
            "Ąžuolaitė",
            everything.ticket,
            everything.feed_key,
            "Late",
        ):
            assert gone not in content

    def test_a_cancelled_one_can_still_be_taken_along(self, client: Client, ona: Registration) -> None:
        ending.cancel(ona)
        assert json.loads(get(client, ona, "ticket_data").content)["registration"]["state"] == "cancelled"

    def test_it_costs_the_same_for_many(self, client: Client, everything: Registration) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as taken:
                get(client, everything, "ticket_data")
            return len(taken)

        few = cost()
        for hour in range(1, 6):
            seats.book(everything, make_session(everything.edition.desk, hour=hour))
        assert cost() == few
