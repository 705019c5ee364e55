"""Checksums: what they count, what they leave out, what differs, and when an erratum is due."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.agenda.models import Release
from cooperation.editions import actions as decisions
from cooperation.editions import errata
from cooperation.editions.archiving import Correction
from cooperation.editions.models import Edition, Erratum
from cooperation.editions.rules import CannotArchive
from home.archiving import actions, queries
from home.archiving.models import Seal

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

CORRECTION = Correction("210 people came.", "120 people came.", "The secretariat")


def differing(edition: Edition) -> list[str]:
    return [str(one) for one in queries.differences_from_seal(edition)]


def test_every_page_release_document_and_picture_has_a_checksum(archived: SimpleNamespace) -> None:
    items = actions.seal(archived.edition).items
    kinds = {item.kind: {one.key for one in items if one.kind == item.kind} for item in items}
    assert kinds["page"] == {
        "/2024/",
        "/2024/look-back/",
        "/2024/agenda/",
        "/2024/workshops/",
        "/2024/workshops/parcels/",
    }
    assert kinds["release"] == {"1"}
    assert kinds["document"] == {str(archived.papers.public.pk), str(archived.papers.secret.pk)}
    assert kinds["picture"] == {str(archived.hall.pk)}
    assert len({item.sha256 for item in items}) == len(items)


def test_nothing_differs_though_time_passes_and_others_work(
    archived: SimpleNamespace, worlds: Any, time_machine: Any
) -> None:
    actions.seal(archived.edition)
    time_machine.move_to(datetime.now(UTC) + timedelta(days=400))
    worlds[1].look_back.introduction = "<p>Something else.</p>"
    worlds[1].look_back.save_revision().publish()
    assert differing(archived.edition) == []


def change_page(archived: SimpleNamespace) -> str:
    archived.look_back.introduction = "<p>Something else.</p>"
    archived.look_back.save_revision().publish()
    return "Page “Look-back” changed"


def change_fact(archived: SimpleNamespace) -> str:
    Edition.objects.filter(pk=archived.edition.pk).update(summary="Quite another matter.")
    return f"Page “{archived.start.title}” changed"


def change_document(archived: SimpleNamespace) -> str:
    archived.papers.secret.file.save("paper.txt", ContentFile(b"other minutes"))
    return f"Document “{archived.papers.secret.title}” changed"


def change_picture(archived: SimpleNamespace) -> str:
    with archived.hall.file.storage.open(archived.hall.file.name, "wb") as file:
        file.write(b"no picture")
    return f"Picture “{archived.hall.title}” changed"


def change_release(archived: SimpleNamespace) -> str:
    Release.objects.filter(edition=archived.edition).update(note="Another word.")
    return "Release of the agenda “Release 1 of the agenda” changed"


def remove_page(archived: SimpleNamespace) -> str:
    archived.look_back.unpublish()
    return "Page “Look-back” is gone"


def remove_document(archived: SimpleNamespace) -> str:
    archived.papers.secret.delete()
    return f"Document “{archived.papers.secret.title}” is gone"


@pytest.mark.parametrize(
    "change",
    [change_page, change_fact, change_document, change_picture, change_release, remove_page, remove_document],
)
def test_each_change_is_told(archived: SimpleNamespace, change: Any) -> None:
    actions.seal(archived.edition)
    told = change(archived)
    assert told in differing(Edition.objects.get(pk=archived.edition.pk))


def test_a_page_that_comes_is_told(archived: SimpleNamespace) -> None:
    Edition.objects.filter(pk=archived.edition.pk)
    actions.seal(archived.edition)
    copy = archived.workshop.copy(update_attrs={"slug": "another", "title": "Another"})
    assert copy.live
    assert "Page “Another” came" in differing(archived.edition)


def test_standing_in_the_archive_or_beside_it_makes_no_difference(archived: SimpleNamespace) -> None:
    actions.seal(archived.edition)
    decisions.unarchive(archived.edition, by=None)
    assert differing(Edition.objects.get(pk=archived.edition.pk)) == []


def test_what_changed_comes_back_into_the_archive_with_an_erratum_only(archived: SimpleNamespace) -> None:
    edition = archived.edition
    decisions.unarchive(edition, by=None)
    assert Seal.objects.count() == 1
    change_page(archived)
    with pytest.raises(CannotArchive, match="It changed since"):
        decisions.archive(edition, by=None)
    with pytest.raises(errata.CannotCorrect):
        decisions.archive(edition, by=None, correction=Correction("a", " ", "c"))
    assert Edition.objects.get(pk=edition.pk).archived_at is None
    decisions.archive(edition, by=None, correction=CORRECTION)
    erratum = Erratum.objects.get()
    assert (erratum.was_wrong, erratum.is_right) == ("210 people came.", "120 people came.")
    assert actions.seal_what_lacks_it() == 1
    assert Seal.objects.first().changes == [{"what": "changed", "kind": "page", "name": "Look-back"}]
    assert differing(Edition.objects.get(pk=edition.pk)) == []


def test_what_did_not_change_comes_back_as_it_is(archived: SimpleNamespace) -> None:
    decisions.unarchive(archived.edition, by=None)
    decisions.archive(archived.edition, by=None)
    assert not Erratum.objects.exists()


def test_an_erratum_is_published_in_the_archive_and_is_no_difference(
    archived: SimpleNamespace, client: Any
) -> None:
    actions.seal(archived.edition)
    errata.publish(archived.edition, CORRECTION, by=None)
    text = client.get("/2024/").content.decode()
    assert "210 people came." in text
    assert "120 people came." in text
    assert differing(archived.edition) == []
    assert ModelLogEntry.objects.filter(action="editions.publish_erratum").count() == 1
    Erratum.objects.update(is_right="90 people came.")
    actions.seal_what_lacks_it()
    Erratum.objects.update(is_right="91 people came.")
    assert differing(archived.edition) == ["Erratum “210 people came.” changed"]


def test_no_erratum_outside_of_the_archive(worlds: Any) -> None:
    with pytest.raises(errata.CannotCorrect):
        errata.publish(worlds[1].edition, CORRECTION, by=None)


def test_the_worker_seals_once_and_again_after_an_erratum(archived: SimpleNamespace) -> None:
    assert actions.seal_what_lacks_it() == 1
    assert actions.seal_what_lacks_it() == 0
    errata.publish(archived.edition, CORRECTION, by=None)
    assert actions.seal_what_lacks_it() == 1
    assert actions.seal_what_lacks_it() == 0


def test_an_archiving_anew_is_sealed_anew(archived: SimpleNamespace) -> None:
    actions.seal_what_lacks_it()
    Edition.objects.filter(pk=archived.edition.pk).update(archived_at=timezone.now())
    assert actions.seal_what_lacks_it() == 1


def test_the_command_says_what_differs(archived: SimpleNamespace) -> None:
    out = StringIO()
    call_command("verify_archive", stdout=out)
    assert "not sealed" in out.getvalue()
    actions.seal(archived.edition)
    call_command("verify_archive", 2024, stdout=out)
    assert "0 differ" in out.getvalue()
    change_page(archived)
    with pytest.raises(CommandError, match="1 of 1 differ"):
        call_command("verify_archive", stdout=out)
    assert "Page “Look-back” changed" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("verify_archive", 1999, stdout=out)
