"""Every public page type of this package."""

from cooperation.pages.models.agenda import AgendaPage, SpeakerPage
from cooperation.pages.models.archive import EditionIndexPage, HostsPage, NetworkPage
from cooperation.pages.models.edition import EditionPage
from cooperation.pages.models.news import NewsIndexPage, NewsPage, NewsPageTag
from cooperation.pages.models.story import (
    ExhibitionPage,
    ExhibitionPicture,
    LookBackFigure,
    LookBackPage,
    LookBackPicture,
    PracticalPage,
    Tribute,
)

__all__ = [
    "AgendaPage",
    "EditionIndexPage",
    "EditionPage",
    "ExhibitionPage",
    "ExhibitionPicture",
    "HostsPage",
    "LookBackFigure",
    "LookBackPage",
    "LookBackPicture",
    "NetworkPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsPageTag",
    "PracticalPage",
    "SpeakerPage",
    "Tribute",
]
