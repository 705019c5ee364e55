"""What the tests of the other pages of an edition use, too."""

from tests.cooperation.pages.conftest import agenda_page

__all__ = ["agenda_page"]
