"""Which edition a picture or a document belongs to, told by the collection in which it lies."""

from wagtail.models import Collection

from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing


def edition_of(collection: Collection) -> Edition | None:
    """The edition whose collection is ``collection`` or lies around it; the innermost counts."""
    around = collection.get_ancestors(inclusive=True)
    return Edition.objects.filter(collection__in=around).order_by("-collection__depth").first()


def closed_because(collection: Collection) -> list[str]:
    """Why nothing in ``collection`` may change: its edition is archived. Empty when it may."""
    edition = edition_of(collection)
    return [str(reason) for reason in reasons_against_changing(edition)] if edition else []
