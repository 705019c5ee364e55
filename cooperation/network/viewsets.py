"""The list, form and chooser of members."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permissions import ModelPermissionPolicy

from cooperation.network.models import Member
from cooperation.network.panels import member_panels
from core.publishing.viewsets import RecordChooserViewSet, RecordViewSet


class MemberViewSet(RecordViewSet):
    """Members: who may change them is told by Django's permissions; a former one keeps its record."""

    model = Member
    name = "members"
    icon = "group"
    list_display = (
        "name",
        Column(
            "country", label=_("Country"), accessor=lambda member: member.country.name, sort_key="country"
        ),
        Column("city", label=_("Seat"), sort_key="city"),
        BooleanColumn("is_current", label=_("Member now")),
    )
    list_filter = ("group", "certainty")
    search_fields = ("name", "local_name", "city", "eu_code", "parent_organisation")
    ordering = ("protocol_order", "name")
    edit_handler = member_panels
    menu_label = _("Members")
    menu_order = 140
    add_to_admin_menu = True

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ModelPermissionPolicy(Member)


class MemberChooserViewSet(RecordChooserViewSet):
    """Every editor may choose a member: who belongs to the network is public."""

    model = Member
    name = "member_chooser"
    icon = "group"
    choose_one_text = _("Choose a member")
    choose_another_text = _("Choose another member")
    search_fields = ("name", "local_name", "city")
    permission_policy = ModelPermissionPolicy(Member)
