"""Tags for what is drawn once and shown often."""

import re
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from core.serving.caching import KeptPart, cached_fragment
from core.serving.indentation import without_indentation

register = template.Library()

KEEPS_ITS_SPACE = re.compile(r"<(?:pre|textarea)\b")


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    """Draw what stands before ``endkept`` once per content version: ``{% kept part %}...{% endkept %}``.

    ``part`` is a ``KeptPart``, whose context is made only when this has to be drawn. A preview always draws
    anew, because it shows what nobody else may see yet. The template's indentation is left out, which is a
    tenth of what a phone has to wait for.

    Raises:
        TemplateSyntaxError: not exactly one value is given.
    """
    try:
        _name, part = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("kept takes one value, a KeptPart.") from error
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(parser.compile_filter(part), nodes, token.lineno)


class KeptNode(Node):
    """Nodes that are drawn once per content version."""

    def __init__(self, part: FilterExpression, nodelist: NodeList, line: int | None) -> None:
        self.part = part
        self.nodelist = nodelist
        self.line = line

    def render(self, context: Context) -> SafeString:
        part: KeptPart = self.part.resolve(context)
        request: Any = context["request"]

        def draw() -> SafeString:
            with context.push(**part.context):
                return compact(self.nodelist.render(context))

        if getattr(request, "is_preview", False):
            return draw()
        place = f"{self.origin.template_name!r}:{self.line}"
        return cached_fragment(f"part:{place}:{part.key}:{request.get_host()}", draw)


def compact(html: SafeString) -> SafeString:
    """``html`` without its template's indentation, unless space is text in it."""
    if KEEPS_ITS_SPACE.search(html):
        return html
    return mark_safe(without_indentation(html))  # noqa: S308 - it was safe, and nothing is added
