"""What becomes of a text when it is taken over: its links lead to the new pages, and some blocks stay behind.

Pure: texts come and go as Wagtail keeps them, rich text as markup and stories as raw data.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
ID = re.compile(r'\bid="[^"]*"')


@dataclass
class Rewriter:
    """Rewrites the texts of one page and remembers what it met."""

    pages: Mapping[int, int]
    """The key of each page that was taken over, by that of the page that it was made from."""
    old_pages: frozenset[int]
    """All pages of the old edition, whether they were taken over or not."""
    left_out: list[str] = field(default_factory=list)
    to_decide: list[str] = field(default_factory=list)

    def story(self, raw: list[Any]) -> list[Any]:
        """The blocks of a story, without those that belong to the old edition."""
        blocks = (self._block(deepcopy(dict(block))) for block in raw)
        return [block for block in blocks if block is not None]

    def _block(self, block: dict[str, Any]) -> dict[str, Any] | None:
        block.pop("id", None)
        kind, value = block["type"], block["value"]
        if kind == "document":
            self.left_out.append(_("A document: it belongs to the earlier edition."))
            return None
        if kind == "quote" and value.get("name"):
            self.left_out.append(_("A quotation: it names the person who said it."))
            return None
        if kind == "button" and value.get("page"):
            return self._button(block)
        if kind == "picture":
            self.to_decide.append(
                _("A picture of the earlier edition stands in the text. Does it still fit?")
            )
        if kind == "video":
            self.to_decide.append(_("A video is linked: “%(title)s”.") % {"title": value.get("title", "")})
        block["value"] = self._inside(value)
        return block

    def _button(self, block: dict[str, Any]) -> dict[str, Any] | None:
        leads_to = block["value"]["page"]
        if leads_to in self.old_pages and leads_to not in self.pages:
            self.left_out.append(
                _("The button “%(text)s”: its page stayed behind.") % {"text": block["value"].get("text", "")}
            )
            return None
        block["value"]["page"] = self.pages.get(leads_to, leads_to)
        return block

    def _inside(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.markup(value)
        if isinstance(value, dict):
            return {name: self._inside(one) for name, one in value.items()}
        return [self._inside(one) for one in value] if isinstance(value, list) else value

    def markup(self, text: str) -> str:
        """Rich text whose links lead to the new pages; a link to what stayed behind leaves its words."""
        return LINK.sub(self._link, text) if "linktype=" in text else text

    def _link(self, found: "re.Match[str]") -> str:
        attributes, words = found[1], found[2]
        named = dict(ATTRIBUTE.findall(attributes))
        kind, key = named.get("linktype"), named.get("id", "")
        if kind == "document":
            self.left_out.append(_("The link “%(words)s”: its document stays there.") % {"words": words})
            return words
        number = int(key) if kind == "page" and key.isascii() and key.isdigit() else None
        if number is not None and number in self.pages:
            return f"<a{ID.sub(_id(self.pages[number]), attributes)}>{words}</a>"
        if number in self.old_pages:
            self.left_out.append(_("The link “%(words)s”: its page stayed behind.") % {"words": words})
            return words
        return found[0]


def _id(key: int) -> str:
    return f'id="{key}"'
