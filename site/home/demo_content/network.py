"""The network as the demo names it: its words, its members, the rota and the known history."""

from wagtail.models import Site

from cooperation.editions.loading import load_history, load_rota
from cooperation.network.loading import load_members
from cooperation.network.models import NetworkSettings
from home.page_tree import Report

SETTINGS = {
    "name": "European Consumer Centres Network",
    "short_name": "ECC-Net",
    "event_name": "Cooperation Day",
    "member_term": "centre",
    "members_term": "centres",
    "purpose": (
        "The network has a centre in each country of the European Union, in Iceland and in Norway. The "
        "centres advise consumers who bought something in another country, free of charge. Once a year "
        "their staff meet."
    ),
    "funding_statement": "Co-funded by the European Union",
    "disclaimer": "A demonstration: this is not the website of the network.",
    "contact_name": "Secretariat of the demonstration",
    "contact_email": "secretariat@demo.example",
}


def load_network(report: Report) -> None:
    """Fill in the network's settings and load members, rota and history."""
    settings = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.name == NetworkSettings._meta.get_field("name").default:
        for name, value in SETTINGS.items():
            setattr(settings, name, value)
        settings.save()
    report(f"Members: {load_members()}")
    report(f"Rota: {load_rota()}")
    report(f"History: {load_history()}")
