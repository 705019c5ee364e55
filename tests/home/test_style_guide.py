"""The style guide, which only a developer's machine serves."""

import pytest
from django.test import RequestFactory

from core.publishing.blocks import StoryBlock
from home.models import HomePage
from home.views import styleguide


@pytest.mark.parametrize(("query", "body"), [("", ""), ("?scheme=dark", "scheme-dark"), ("?scheme=<b>", "")])
def test_every_block_is_shown_in_the_scheme_that_was_asked_for(
    home_page: HomePage, rf: RequestFactory, query: str, body: str
) -> None:
    text = styleguide(rf.get(f"/styleguide/{query}")).text
    for name in StoryBlock().child_blocks:
        assert f'id="block-{name}"' in text
    assert f'<body class="{body}">' in text
