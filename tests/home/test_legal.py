"""The privacy notice and the accessibility statement."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import AccessibilityPage, PrivacyPage
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_2027(time_machine):
    time_machine.move_to(date(2027, 3, 1))


@pytest.fixture
def privacy(home_page):
    return home_page.add_child(
        instance=PrivacyPage(
            title="Privacy",
            slug="privacy",
            introduction="<p>We keep little.</p>",
            purposes="<p>To run the meeting.</p>",
            recipients="<p>The host.</p>",
            rights="<p>To be forgotten.</p>",
            reviewed_on=date(2026, 11, 1),
        )
    )


def statement(**fields):
    return AccessibilityPage(
        **{
            "title": "Accessibility",
            "slug": "accessibility",
            "commitment": "<p>Open to all.</p>",
            "conformity": AccessibilityPage.Conformity.FULL,
            "prepared_on": date(2026, 10, 1),
            "method": "Checked by hand & by machine.",
            "reviewed_on": date(2026, 11, 1),
            "feedback": "<p>Write to us.</p>",
        }
        | fields
    )


def test_the_privacy_notice_says_all_that_it_owes(client, privacy):
    text = client.get("/privacy/").text

    for part in (
        "We keep little.",
        "To run the meeting.",
        "The host.",
        "To be forgotten.",
        "1 November 2026",
    ):
        assert part in text
    assert "No edition collects personal data at present." in text


def test_each_edition_names_who_answers_for_its_data(client, privacy):
    EditionFactory(
        controller_name="Centre & Sons",
        controller_address="1 Example Street\nVilnius",
        controller_email="data@example.org",
        data_protection_officer="The officer",
        supervisory_authority="The authority",
        supervisory_authority_url="https://authority.example/",
        retention_months=1,
    )
    EditionFactory(year=2028, starts_on=date(2028, 5, 1), ends_on=None, title="Without a controller yet")
    EditionFactory(
        year=2020, starts_on=date(2020, 5, 1), ends_on=None, title="Long over", controller_name="Somebody"
    )

    text = client.get("/privacy/").text

    assert "Centre &amp; Sons" in text
    assert "1 Example Street<br>Vilnius" in text
    assert 'href="mailto:data@example.org"' in text
    assert "The officer" in text
    assert 'href="https://authority.example/"' in text
    assert "1 month after the last day; diet and access needs one month" in text
    assert "Without a controller yet" not in text
    assert "Long over" not in text


def test_the_statement_says_all_that_it_owes(client, home_page):
    home_page.add_child(instance=statement())
    EditionFactory(
        enforcement_body="The ombudsman",
        enforcement_body_url="https://ombud.example/",
        accessibility_contact="access@example.org",
    )

    text = client.get("/accessibility/").text

    for part in ("Open to all.", "Fully conforming", "Checked by hand &amp; by machine.", "Write to us."):
        assert part in text
    for part in ("1 October 2026", "1 November 2026", "The ombudsman", "mailto:access@example.org"):
        assert part in text


@pytest.mark.parametrize("state", ["partial", "none"])
def test_what_does_not_conform_has_to_be_said(state):
    with pytest.raises(ValidationError) as refusal:
        statement(conformity=state).clean()

    assert "Say what does not conform" in refusal.value.message_dict["not_conforming"][0]
    statement(conformity=state, not_conforming="<p>Old PDFs.</p>").clean()


@pytest.mark.parametrize("address", ["/privacy/", "/accessibility/"])
def test_many_editions_cost_the_same(client, home_page, privacy, address):
    home_page.add_child(instance=statement())

    def ask(years):
        for year in years:
            EditionFactory(year=year, controller_name="Centre", enforcement_body="Body")
        client.get(f"{address}?first=reads-what-pages-share")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}?then=counts-{year}").status_code == 200
        return len(queries)

    ask([2027])
    counts = ask([2028]), ask(range(2030, 2039))

    assert counts[0] == counts[1] <= 12
