"""How the form of a member is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

member_panels = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("local_name"),
                FieldPanel("slug"),
                FieldPanel("parent_organisation"),
                FieldPanel("about"),
                FieldPanel("website"),
            ],
            heading=_("Who"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("eu_code")]),
                FieldRowPanel([FieldPanel("group"), FieldPanel("protocol_order")]),
                FieldRowPanel([FieldPanel("city"), FieldPanel("city_country")]),
            ],
            heading=_("Country and seat"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("joined_year"), FieldPanel("left_on")]),
                FieldPanel("note"),
                FieldRowPanel([FieldPanel("certainty"), FieldPanel("source")]),
            ],
            heading=_("Membership and sources"),
        ),
    ],
)
