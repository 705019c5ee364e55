"""The editions on the admin's start page; who works on one alone finds its desk there."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from laces.components import Component

from cooperation.editions.queries import is_secretariat, roles_by_edition
from home.dashboard import in_preparation, next_ones_first, summary, website
from home.desk.standing import Reach
from home.desk.whole import desk_of


class EditionsPanel(Component):
    """A panel on the admin's start page with every edition that the user prepares."""

    name = "editions"
    template_name = "home/admin/editions_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, now = parent_context["request"].user, timezone.now()
        keeps_the_network, roles = is_secretariat(user), roles_by_edition(user)
        found = list(in_preparation(user))
        site = website(may_edit_legal_pages=keeps_the_network)
        reaches = {
            edition.pk: Reach(roles.get(edition.pk, frozenset()), keeps_the_network, user.pk)
            for edition in found
        }
        entries = next_ones_first(summary(edition, site, now, reaches[edition.pk]) for edition in found)
        desk = None
        if len(entries) == 1 and not keeps_the_network:
            desk = desk_of(entries[0], reaches[entries[0].edition.pk], now)
        return {"editions": entries, "is_secretariat": keeps_the_network, "desk": desk}
