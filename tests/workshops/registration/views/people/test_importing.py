"""An import: looked at before, every bad cell named, all or nobody, and the same table can come twice."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from cooperation.editions.models import Edition
from tests.factories import MemberFactory
from tests.workshops.registration.desk_posts import address, organiser_of, said
from tests.workshops.registration.people_samples import ask, other_desk
from tests.workshops.registration.samples import make_desk, make_session, register_one
from tests.workshops.registration.sheets_made import HEADS, changed, csv_of, upload, workbook, zipped
from workshops.registration.actions import ending
from workshops.registration.models import Extra, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db

TWO = [("ona@example.org", "Ona Šimkutė", "Office"), ("JONAS@example.org", "Jonas", "Office")]


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def look(
    client: Client, desk: RegistrationDesk, content: bytes, name: str = "people.xlsx", **more: Any
) -> Any:
    return client.post(address(desk, "people/import/"), upload(content, name) | more)


def confirm(client: Client, desk: RegistrationDesk, looked_at: Any) -> Any:
    return client.post(address(desk, "people/import/"), {"table": looked_at.context["carried"]})


def test_the_file_is_looked_at_first_and_then_all_are_registered(
    client: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    looked_at = look(client, desk, workbook(TWO))
    page = said(looked_at)
    assert looked_at.status_code == 200
    assert "Nobody is registered yet." in page
    assert looked_at.context["numbers"] == {"confirmed": 2, "waiting": 0, "left": 0}
    assert not Registration.objects.exists()
    assert mailoutbox == []
    assert confirm(client, desk, looked_at).status_code == 302
    made = {one.email: one for one in Registration.objects.all()}
    assert {email: one.badge_name for email, one in made.items()} == {
        "ona@example.org": "Ona Šimkutė",
        "jonas@example.org": "Jonas",
    }
    assert {one.way for one in made.values()} == {"desk"}
    assert sorted(mail.to[0] for mail in mailoutbox) == ["jonas@example.org", "ona@example.org"]


def test_nobody_is_told_when_the_host_wishes_it(
    client: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    looked_at = look(client, desk, workbook(TWO), is_told="")
    assert "Nobody gets a mail." in said(looked_at)
    confirm(client, desk, looked_at)
    assert Registration.objects.count() == 2
    assert mailoutbox == []


def test_the_same_table_can_come_twice(client: Client, desk: RegistrationDesk, mailoutbox: list[Any]) -> None:
    confirm(client, desk, look(client, desk, workbook(TWO)))
    ending.cancel(Registration.objects.get(email="jonas@example.org"))
    mailoutbox.clear()
    again = look(client, desk, workbook([*TWO, ("new@example.org", "New", "Office")]))
    assert again.context["numbers"] == {"confirmed": 1, "waiting": 0, "left": 2}
    assert "is registered already: left" in said(again)
    assert "was registered and is cancelled: left" in said(again)
    confirm(client, desk, again)
    assert Registration.objects.count() == 3
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]


def test_every_bad_cell_is_named_and_nobody_is_registered(client: Client, desk: RegistrationDesk) -> None:
    ask(desk, "bus", label="The bus?", kind="choice", choices="yes\nno", is_required=True)
    heads = (*HEADS, "As what", "The bus?", "Pictures allowed", "What is this")
    rows = [
        ("ona@example.org", "Ona", "Office", "Guest", "yes", "no", "?"),
        ("no address", "Jonas", "Office", "Emperor", "perhaps", "sometimes", ""),
        ("ONA@example.org", "", "", "", "", "", ""),
    ]
    answer = look(client, desk, workbook(rows, heads))
    assert answer.status_code == 400
    page = said(answer)
    for words in (
        "A3: Enter a valid email address.",
        "D3: “Emperor” is not known here. There are: Delegate,",
        "E3: “perhaps” is not known here. There are: yes, no.",
        "F3: Write “yes” or “no”.",
        "A4: This address stands in line 2 already.",
        "B4: Write their name as it shall stand on the badge.",
        "E4: Please answer this question.",
        "This column is not known here and was left out: What is this",
    ):
        assert words in page, words
    assert "Line 4: Choose their member of the network, or write their organisation." in page
    assert not Registration.objects.exists()


def test_everything_that_the_edition_asks_has_a_column(client: Client, desk: RegistrationDesk) -> None:
    centre = MemberFactory(name="Centre of Vilnius")
    session = make_session(desk, title="Parcels")
    Extra.objects.create(desk=desk, title="Dinner")
    Extra.objects.create(desk=desk, title="Boat")
    ask(desk, "nights", label="Nights", kind="multiple", choices="Monday\nTuesday")
    ask(desk, "from", label="You arrive", kind="date")
    ask(desk, "code", label="I agree to the rules", kind="consent")
    file = client.get(address(desk, "people/import/template.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[:2] == ["E-mail address *", "Name as on the badge *"]
    cells = {
        "E-mail address *": "ona@example.org",
        "Name as on the badge *": "Ona",
        "As what": "speaker or facilitator",
        "Member": "centre of vilnius",
        "Diet": "vegan",
        "Agreed that diet and access needs are kept": "yes",
        "Pictures allowed": True,
        "Nights": "Tuesday; monday",
        "You arrive": date(2027, 5, 11),
        "I agree to the rules": "x",
        "Beside the workshops": "Boat;Dinner",
        "Sessions": "Parcels",
    }
    assert set(cells) <= set(heads)
    row = [cells.get(head, "") for head in heads]
    looked_at = look(client, desk, workbook([row], heads))
    assert looked_at.status_code == 200, said(looked_at)
    assert confirm(client, desk, looked_at).status_code == 302
    one = Registration.objects.get()
    assert (one.role, one.member, one.diet, one.pictures_allowed) == ("speaker", centre, "vegan", True)
    assert one.answers == {"nights": ["Tuesday", "Monday"], "from": "2027-05-11", "code": True}
    assert {choice.extra.title for choice in one.extra_choices.all()} == {"Dinner", "Boat"}
    assert one.bookings.get().session == session


def test_needs_without_consent_are_refused(client: Client, desk: RegistrationDesk) -> None:
    answer = look(client, desk, workbook([(*TWO[0], "vegan")], (*HEADS, "Diet")))
    assert answer.status_code == 400
    assert "may be kept only when the person agreed to it" in said(answer)


def test_what_a_rule_refuses_is_told_with_its_line_and_nobody_is_registered(
    client: Client, desk: RegistrationDesk
) -> None:
    Extra.objects.create(desk=desk, title="Boat", places=1)
    rows = [(*TWO[0], "Boat"), (*TWO[1], "Boat")]
    answer = look(client, desk, workbook(rows, (*HEADS, "Beside the workshops")))
    assert answer.status_code == 409
    assert "Line 3: “Boat” is full." in said(answer)
    assert not Registration.objects.exists()


def test_who_comes_when_it_is_full_waits(client: Client) -> None:
    desk = make_desk(total_places=1)
    looked_at = look(organiser_of(desk.edition), desk, workbook(TWO))
    assert looked_at.context["numbers"] == {"confirmed": 1, "waiting": 1, "left": 0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_as_spreadsheets_write_it(
    client: Client, desk: RegistrationDesk, encoding: str, separator: str
) -> None:
    text = "\r\n".join(separator.join(row) for row in (HEADS, *TWO))
    looked_at = look(client, desk, text.encode(encoding), "people.csv")
    assert looked_at.status_code == 200, said(looked_at)
    assert looked_at.context["came"][0].entered.entry.badge_name == "Ona Šimkutė"


BOOK = workbook(TWO)
SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "an empty file": (b"", "people.xlsx", "The file is empty."),
    "spaces": (b"  \n", "people.csv", "The file is empty."),
    "no spreadsheet": (b"%PDF-1.7", "people.pdf", "neither an .xlsx workbook nor a .csv file"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "people.xls", "old or a protected workbook"),
    "a zip that is no workbook": (zipped({"a.txt": b"x"}), "people.xlsx", "This workbook is broken"),
    "a broken zip": (BOOK[:400], "people.xlsx", "This workbook is broken"),
    "half a workbook": (changed(BOOK, SHEET, b"</sheetData>", b""), "people.xlsx", "This workbook is broken"),
    "a zip bomb": (
        zipped({"xl/worksheets/sheet1.xml": b"0" * 20_000_000}),
        "people.xlsx",
        "unpacks to more than a list of people needs",
    ),
    "many parts": (zipped({f"{n}.xml": b"x" for n in range(200)}), "people.xlsx", "unpacks to more than"),
    "entities": (
        changed(BOOK, SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet'),
        "people.xlsx",
        "This workbook is broken",
    ),
    "macros": (zipped({"xl/vbaProject.bin": b"x"}), "people.xlsx", "holds macros"),
    "a large file": (b"x" * 1_100_000, "people.csv", "larger than 1 MB"),
    "many rows": (csv_of(*["a@example.org;A;B"] * 600), "people.csv", "more than 500 rows"),
    "no rows": (csv_of(), "people.csv", "no rows below its heads"),
    "no heads": (b"1;2;3\n4;5;6", "people.csv", "The first row has to name the columns."),
    "letters that nobody reads": ("x;Šimkutė".encode("cp1257"), "people.csv", "cannot be read"),
    "an open quotation": (csv_of('a@example.org;"A'), "people.csv", "cannot be told apart"),
    "a formula": (workbook([("=1+1", "Ona", "Office")]), "people.xlsx", "A2: A formula"),
    "a formula in CSV": (csv_of("ona@example.org;=cmd|' /C calc'!A0;Office"), "people.csv", "B2: A formula"),
    "a link": (workbook([("ona@example.org", '=HYPERLINK("x")', "B")]), "people.xlsx", "B2: A formula"),
    "nothing seen": (csv_of("ona@example.org;O\u0000na;Office"), "people.csv", "B2: Characters that nobody"),
    "turned text": (csv_of("ona@example.org;O\u202ena;Office"), "people.csv", "B2: Characters that nobody"),
    "a long cell": (csv_of(f"ona@example.org;{'O' * 5000};Office"), "people.csv", "B2: More than 4000"),
    "a long name": (csv_of(f"ona@example.org;{'O' * 500};Office"), "people.csv", "B2: Ensure this value has"),
    "numbers": (workbook([(4, 7.5, True)]), "people.xlsx", "A2: Enter a valid email address."),
    "a million rows far down": (
        changed(BOOK, SHEET, b'<row r="3"', b'<row r="1048576"'),
        "people.xlsx",
        "more than 500 rows",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_is_told_in_words(client: Client, desk: RegistrationDesk, kind: str) -> None:
    content, name, words = HOSTILE[kind]
    answer = look(client, desk, content, name)
    assert answer.status_code == 400
    assert words in said(answer), said(answer)[-6000:]
    assert not Registration.objects.exists()


def test_a_million_rows_in_a_small_file_are_not_unpacked(client: Client, desk: RegistrationDesk) -> None:
    row = b'<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    bomb = changed(BOOK, SHEET, b"</sheetData>", row * 1_000_000 + b"</sheetData>")
    assert len(bomb) < 1_000_000
    answer = look(client, desk, bomb)
    assert answer.status_code == 400
    assert "unpacks to more than" in said(answer)


def test_a_field_that_is_no_file_is_refused_beside_it(client: Client, desk: RegistrationDesk) -> None:
    answer = client.post(address(desk, "people/import/"), {"file": "people.xlsx"})
    assert answer.status_code == 400
    assert "Choose the file first." in said(answer)


@pytest.mark.parametrize("table", ["x", "e30:abc:def"])
def test_a_table_that_nobody_looked_at_is_refused(client: Client, desk: RegistrationDesk, table: str) -> None:
    answer = client.post(address(desk, "people/import/"), {"table": table})
    assert answer.status_code == 400
    assert "Choose the file again." in said(answer)


def test_a_table_goes_to_no_other_edition_and_from_nobody_else(
    client: Client, desk: RegistrationDesk
) -> None:
    looked_at = look(client, desk, BOOK)
    other = other_desk()
    for host, there in ((organiser_of(desk.edition), desk), (organiser_of(other.edition), other)):
        assert confirm(host, there, looked_at).status_code == 400
    assert not Registration.objects.exists()


def test_what_changed_since_the_look_stops_it(client: Client, desk: RegistrationDesk) -> None:
    boat = Extra.objects.create(desk=desk, title="Boat", places=1)
    rows = [(*TWO[0], "Boat")]
    looked_at = look(client, desk, workbook(rows, (*HEADS, "Beside the workshops")))
    register_one(desk, "fast@example.org", extras=(boat.pk,))
    answer = confirm(client, desk, looked_at)
    assert answer.status_code == 409
    assert "“Boat” is full." in said(answer)
    assert Registration.objects.count() == 1


def test_an_archived_edition_takes_nobody(client: Client, desk: RegistrationDesk) -> None:
    looked_at = look(client, desk, BOOK)
    Edition.objects.update(archived_at=timezone.now())
    assert confirm(client, desk, looked_at).status_code == 409
    assert look(client, desk, BOOK).status_code == 409
    assert not Registration.objects.exists()
