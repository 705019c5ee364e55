"""What is true of the site's pages without asking for them."""

from cooperation.editions.rules import Refused

HOME_DEPTH = 2
"""How deep in the tree of pages a home page lies: right below the root."""


class CannotMakePages(Refused):
    """The pages of an edition cannot be made."""
