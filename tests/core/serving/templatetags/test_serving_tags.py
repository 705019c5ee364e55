"""What is drawn once and shown often."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from core.serving.caching import KeptPart

pytestmark = pytest.mark.django_db


def drawn(words: str, **context: str) -> str:
    template = Template(f"{{% load serving_tags %}}{{% kept part %}}{words}{{% endkept %}}")
    request = RequestFactory().get("/")
    part = KeptPart(f"test:{words}", lambda: context)
    return template.render(Context({"request": request, "part": part}))


def test_indentation_is_left_out_and_words_stay_apart() -> None:
    assert drawn("<p>\n    One\n\n    <b>two</b> three\n  </p>") == "<p>\nOne\n<b>two</b> three\n</p>"


@pytest.mark.parametrize("name", ["pre", "textarea"])
def test_where_space_is_text_it_stays(name: str) -> None:
    words = f"<div>\n    <{name} class='a'>\n  one\n</{name}>\n</div>"
    assert drawn(words) == words


def test_what_is_escaped_stays_escaped() -> None:
    assert drawn("<p>\n  {{ name }}\n</p>", name="<b>") == "<p>\n&lt;b&gt;\n</p>"


def test_it_wants_exactly_one_part() -> None:
    with pytest.raises(TemplateSyntaxError, match="one value"):
        Template("{% load serving_tags %}{% kept %}{% endkept %}")
