"""The blocks of a text: what they show, what they refuse, and that editors see what they choose."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.models import Page

from core.publishing.blocks import StoryBlock
from core.publishing.models import Picture

pytestmark = pytest.mark.django_db

BLOCKS = StoryBlock().child_blocks


def story(*blocks):
    return StoryBlock().to_python([{"type": name, "value": value} for name, value in blocks])


def rendered(*blocks):
    return str(story(*blocks))


def heading(level, text="Rooms"):
    return ("heading", {"text": text, "level": level})


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is_and_shows_a_sample(name):
    block = BLOCKS[name]

    assert block.meta.icon
    assert block.meta.icon != "placeholder"
    assert block.label
    assert block.get_description()
    assert block.is_previewable


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_template_that_renders_its_sample(name):
    block = BLOCKS[name]

    html = render_to_string(
        "wagtailcore/shared/block_preview.html",
        {"page": Page(title="x"), "bound_block": block.bind(block.get_preview_value())},
    )

    assert "css/site.css" in html
    assert block.meta.template == f"blocks/{TEMPLATE_OF.get(name, name)}.html"


TEMPLATE_OF = {"paragraph": "text", "document": "download"}


def test_a_skipped_level_is_refused_beside_the_heading():
    with pytest.raises(ValidationError) as refusal:
        StoryBlock().clean(story(heading("2"), heading("3")) and story(heading("3")))

    error = refusal.value.block_errors[0].block_errors["level"]
    assert "needs a section's heading above it" in error.messages[0]


def test_headings_in_order_are_accepted():
    value = story(heading("2"), ("paragraph", "<p>a</p>"), heading("3"), heading("3"), heading("2"))

    assert len(StoryBlock().clean(value)) == 5


def test_headings_have_an_anchor_in_any_script():
    assert '<h2 id="πώς-θα-έρθετε">Πώς θα έρθετε</h2>' in rendered(heading("2", "Πώς θα έρθετε"))
    assert '<h3 id="rooms">' in rendered(heading("3"))


@pytest.mark.parametrize(
    "value",
    [
        {"text": "Go", "page": None, "url": ""},
        {"text": "Go", "page": 1, "url": "https://example.org/"},
    ],
)
def test_a_button_leads_to_exactly_one_place(value, home_page):
    value = value | {"page": home_page.pk if value["page"] else None}

    with pytest.raises(ValidationError) as refusal:
        StoryBlock().clean(story(("button", value)))

    assert "one of the two" in str(refusal.value.block_errors[0].block_errors["page"].messages)


def test_a_button_leads_to_a_page_or_an_address(home_page):
    assert 'href="/"' in rendered(("button", {"text": "Home", "page": home_page.pk}))
    assert 'href="https://example.org/"' in rendered(
        ("button", {"text": "Go", "url": "https://example.org/"})
    )


def test_a_button_to_a_page_that_is_gone_is_not_shown():
    assert "<a" not in rendered(("button", {"text": "Gone", "page": 999_999}))


def test_words_of_editors_are_escaped():
    attack = "<script>alert(1)</script>"

    html = rendered(
        heading("2", attack),
        ("quote", {"text": attack, "name": attack, "function": attack}),
        ("facts", [{"label": attack, "value": attack}]),
        ("callout", {"title": attack, "text": "<p>a</p>"}),
        ("video", {"url": "https://example.org/", "title": attack, "description": attack}),
        ("button", {"text": attack, "url": "https://example.org/"}),
    )

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 10


def test_people_in_samples_are_obviously_invented():
    assert BLOCKS["quote"].get_preview_value()["name"] == "Ona Example"
    assert "Ona Example" in str(Picture._meta.get_field("credit").help_text)
