"""Certificates: from the check-in, the same each time, provable without a name, and gone with the person."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.editions.enums import Role
from tests.workshops.afterwards.samples import AFTER, check_in, register_many, session_of, signed_in
from workshops.afterwards.actions.certificates import issue, issue_all
from workshops.afterwards.exports.certificates import certificates_pdf
from workshops.afterwards.models import Certificate, IssuedCode
from workshops.afterwards.refusals import EditionClosed, NoAttendance, NotThere, StillOn
from workshops.registration.actions.erasing import erase_person
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2027, 5, 12), date(2027, 5, 13)


@pytest.fixture
def person(desk: RegistrationDesk) -> Registration:
    """Somebody who came on both days and into the session of an hour."""
    made = register_many(desk, 1, function="Case handler")[0]
    made.badge_name = "Ona Kazlauskaitė"
    made.save()
    for day in (FIRST, SECOND):
        check_in(made, day=day)
    check_in(made, session=session_of(desk))
    return made


def text_of(pdf: bytes, tmp_path: Any) -> str:
    import subprocess

    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", done.stdout)


def test_it_says_who_attended_what(person: Registration, tmp_path: Any) -> None:
    answer = Client().get(reverse("ticket_certificate_pdf", args=[person.ticket]))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    text = text_of(answer.content, tmp_path)
    certificate = Certificate.objects.get()
    for told in (
        "Ona Kazlauskaitė",
        "on 2 days",
        "Mediation on the phone",
        "1 workshop (1 h)",
        "2027-0001",
    ):
        assert told in text, (told, text)
    assert certificate.code in text


def test_asked_again_it_is_the_same_unless_the_check_in_changed(person: Registration) -> None:
    first, again = issue(person), issue(person)
    assert (first.pk, first.code, first.changed_at) == (again.pk, again.code, again.changed_at)
    person.attendances.filter(day=SECOND).delete()
    third = issue(person)
    assert (third.code, third.days) == (first.code, 1)
    assert IssuedCode.objects.count() == 1


def test_the_ticket_leads_there_once_the_meeting_is_over(person: Registration, clock: Any) -> None:
    page = Client().get(reverse("ticket", args=[person.ticket])).content.decode()
    assert "certificate/" in page
    assert (
        "Get my certificate"
        in Client().get(reverse("ticket_certificate", args=[person.ticket])).content.decode()
    )
    clock.move_to(AFTER.replace(day=12))
    assert "certificate/" not in Client().get(reverse("ticket", args=[person.ticket])).content.decode()
    assert Client().get(reverse("ticket_certificate_pdf", args=[person.ticket])).status_code == 409
    with pytest.raises(StillOn):
        issue(person)


def test_who_was_not_checked_in_gets_none(desk: RegistrationDesk) -> None:
    absent = register_many(desk, 1)[0]
    assert "certificate/" not in Client().get(reverse("ticket", args=[absent.ticket])).content.decode()
    answer = Client().get(reverse("ticket_certificate_pdf", args=[absent.ticket]))
    assert answer.status_code == 409
    assert "not checked in" in answer.content.decode()
    with pytest.raises(NotThere):
        issue(absent)
    with pytest.raises(NoAttendance):
        issue_all(desk.edition, by=None)


def test_anybody_with_the_paper_can_check_it_and_learns_no_name(person: Registration) -> None:
    certificate = issue(person)
    address = reverse("attendance", args=[certificate.code])
    answer = Client().get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "genuine" in page
    assert "2 days" in page
    assert "Kazlauskait" not in page
    assert person.email not in page
    assert "no-store" in answer["Cache-Control"]
    assert "Yes, this is" in Client().post(address, {"name": " ona  KAZLAUSKAITĖ"}).content.decode()
    wrong = Client().post(address, {"name": "Petras Example"}).content.decode()
    assert "No, this is not" in wrong
    assert "Kazlauskait" not in wrong
    assert Client().post(address, {"name": ""}).status_code == 400


def test_names_cannot_be_tried_without_end(person: Registration) -> None:
    address = reverse("attendance", args=[issue(person).code])
    answers = [Client().post(address, {"name": f"Name {number}"}).status_code for number in range(11)]
    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize("code", ["x", "a" * 26, "a" * 4000, "%00", "2027-0001", "ÄÖ"])
def test_a_wrong_code_is_not_there(person: Registration, code: str) -> None:
    issue(person)
    assert Client().get(f"/attendance/{code}/").status_code == 404
    assert Client().post(f"/attendance/{code}/", {"name": "x"}).status_code == 404


def test_it_goes_with_the_person_and_the_check_says_so(person: Registration) -> None:
    code = issue(person).code
    erase_person(person)
    assert not Certificate.objects.exists()
    answer = Client().get(reverse("attendance", args=[code]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "has been erased" in page
    assert "days" not in page.partition("<main")[2].partition("</main")[0]
    kept = str(list(IssuedCode.objects.values()))
    assert code not in kept


def test_all_at_once_for_those_who_lead(desk: RegistrationDesk, person: Registration, tmp_path: Any) -> None:
    for other in register_many(desk, 2):
        check_in(other, day=FIRST)
    address = reverse("afterwards:certificates_pdf", args=[desk.edition.pk])
    client, _user = signed_in(desk.edition)
    page = client.get(reverse("afterwards:certificates", args=[desk.edition.pk])).content.decode()
    assert "All certificates as one PDF" in page
    answer = client.post(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = text_of(answer.content, tmp_path)
    assert sorted(set(re.findall(r"2027-000\d", text))) == ["2027-0001", "2027-0002", "2027-0003"]
    others, _user = signed_in(desk.edition, Role.COMMUNICATION)
    assert others.post(address).status_code == 302
    from workshops.registration.sightings import lines_of

    assert lines_of(desk.edition).filter(action="registration.export").get().data["count"] == 3


def test_as_many_queries_for_three_as_for_three_hundred(desk: RegistrationDesk) -> None:
    def cost(number: int) -> int:
        for other in register_many(desk, number):
            check_in(other, day=FIRST)
        issue_all(desk.edition, by=None)  # SQLite takes new rows in portions
        with CaptureQueriesContext(connection) as queries:
            made = issue_all(desk.edition, by=None)
            [one.registration.affiliation for one in made]
        return len(queries)

    assert cost(3) == cost(300)


def test_an_archived_edition_gives_what_it_gave_and_nothing_new(
    desk: RegistrationDesk, person: Registration
) -> None:
    first = issue(person)
    other = register_many(desk, 1)[0]
    check_in(other, day=FIRST)
    desk.edition.archived_at = AFTER
    desk.edition.save()
    person.refresh_from_db()
    assert issue(Registration.objects.get(pk=person.pk)).code == first.code
    with pytest.raises(EditionClosed):
        issue(Registration.objects.get(pk=other.pk))


@pytest.mark.parametrize(
    "name",
    [
        "O",
        "Αικατερίνη Παπαδοπούλου-Χατζηγεωργίου",
        "Божидара Константинова-Александрова",
        "Wolfeschlegelsteinhausenbergerdorffschneider Llanfairpwllgwyngyllgogerychwyrndrobwll",
        "x" * 120,
        "\u202eevil\u202c #set page(width: 1mm) $x$ \\u{0}",
        "名前",
        "",
    ],
)
def test_every_name_is_set(person: Registration, name: str) -> None:
    from wagtail.models import Site

    from cooperation.network.models import NetworkSettings

    Registration.objects.filter(pk=person.pk).update(badge_name=name)
    certificate = issue(Registration.objects.get(pk=person.pk))
    network = NetworkSettings.for_site(Site.objects.get())
    content = certificates_pdf(person.edition, [certificate], network)
    assert io.BytesIO(content).read(5) == b"%PDF-"
    assert len(re.findall(rb"/Type\s*/Page\b", content)) in (0, 1)  # objects may be packed
