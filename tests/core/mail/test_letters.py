"""A mail carries its text as HTML too."""

import pytest
from django.core.mail import EmailMultiAlternatives

from core.mail.letters import add_html

pytestmark = pytest.mark.django_db

TEXT = """Hello,

two & two is <four>,
in two lines.

https://example.org/account/?a=1&b=2

AB1-CD2

This cannot be answered.
"""


def html_of(text: str = TEXT, **changed: str) -> str:
    message = add_html(EmailMultiAlternatives("Seats & <chairs>", text, to=["ona@example.org"]), **changed)
    assert message.body == text
    ((content, kind),) = message.alternatives
    assert kind == "text/html"
    return str(content)


def test_the_text_stands_in_it_and_nothing_of_it_is_read_as_html() -> None:
    html = html_of()
    assert "two &amp; two is &lt;four&gt;,<br>in two lines." in html
    assert "Seats &amp; &lt;chairs&gt;</h1>" in html


def test_an_address_alone_becomes_a_button_and_a_code_is_set_large() -> None:
    html = html_of()
    assert 'href="https://example.org/account/?a=1&amp;b=2"' in html
    assert '<p class="code"' in html
    assert ">AB1-CD2</p>" in html
    assert html.count("<a ") == 1


def test_the_last_paragraph_is_the_foot() -> None:
    assert html_of().rindex('class="soft"') < html_of().index("This cannot be answered.")


def test_a_word_in_capitals_or_an_address_inside_a_sentence_stays_text() -> None:
    html = html_of("See https://example.org/ for more.\n\nA" + "B" * 20 + "\n\nBye")
    assert "<a " not in html
    assert '<p class="code"' not in html


def test_its_head_is_a_field_of_the_colour_and_nothing_is_fetched() -> None:
    html = html_of(colour="#0a6b4f")
    assert "background: #0a6b4f; color: #ffffff" in html
    assert "prefers-color-scheme: dark" in html
    for word in ("<img", "<link", "<script", "url(", "<table"):
        assert word not in html


def test_it_carries_the_names_of_the_meeting_and_the_network() -> None:
    html = html_of()
    assert "Cooperation Day</strong>" in html
    assert "European Network</span>" in html
