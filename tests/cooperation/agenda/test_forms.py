"""Forms of pages that name speakers: those of the page's own edition, whoever writes."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from cooperation.pages.models import AgendaPage, EditionPage, SpeakerPage
from tests.factories import SpeakerFactory, UserFactory
from workshops.pages.models import WorkshopIndexPage, WorkshopPage

pytestmark = pytest.mark.django_db

NOT_AMONG_THE_SPEAKERS = "This person is not among the speakers of “Cooperation Day 2027”."


def workshop_data(*speakers: Any) -> dict[str, Any]:
    rows = [{"speaker": speaker} for speaker in speakers]
    none = {name: inline_formset([]) for name in ("materials", "decisions", "action_items", "comments")}
    sent = {"title": "Parcels", "slug": "parcels", "summary": "About parcels.", "language": ""}
    sent |= {"body": streamfield([]), "outcomes": streamfield([]), "facilitators": inline_formset(rows)}
    return nested_form_data(sent | none)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_workshop_names_speakers_of_its_edition_only(
    edition: Edition, edition_page: EditionPage, is_new: bool
) -> None:
    own, foreign = SpeakerFactory(edition=edition), SpeakerFactory(edition__year=2028)
    organiser, client = UserFactory(), Client()
    for one in (edition, foreign.edition):
        give_role(one, organiser, Role.HOST_LEAD, by=None)
    client.force_login(organiser)
    index = edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    url = f"/admin/pages/add/workshop_pages/workshoppage/{index.pk}/"
    if not is_new:
        page = index.add_child(instance=WorkshopPage(title="Parcels", slug="parcels", summary="Parcels."))
        url = f"/admin/pages/{page.pk}/edit/"
    for refused in (foreign.pk, "²", "9" * 23):
        answer = client.post(url, workshop_data(own.pk, refused))
        assert (answer.status_code, NOT_AMONG_THE_SPEAKERS in answer.content.decode()) == (200, True)
    assert client.post(url, workshop_data(own.pk)).status_code == 302
    saved = WorkshopPage.objects.get().get_latest_revision_as_object()
    assert [facilitator.speaker for facilitator in saved.facilitators.all()] == [own]


def test_a_speakers_page_is_about_a_speaker_of_its_edition(
    desk: Client, edition: Edition, edition_page: EditionPage
) -> None:
    agenda = edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    url = f"/admin/pages/add/cooperation_pages/speakerpage/{agenda.pk}/"
    sent = {"title": "Ona", "slug": "ona", "body": streamfield([]), "comments": inline_formset([])}
    foreign = SpeakerFactory(edition__year=2028)
    answer = desk.post(url, nested_form_data(sent | {"speaker": foreign.pk}))
    assert NOT_AMONG_THE_SPEAKERS in answer.content.decode()
    own = SpeakerFactory(edition=edition)
    assert desk.post(url, nested_form_data(sent | {"speaker": own.pk})).status_code == 302
    assert SpeakerPage.objects.get().speaker == own
