"""Pictures: their files, their words, and what showing them costs."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from PIL import Image

from core.publishing import pictures
from core.publishing.actions import render_pending_pictures
from core.publishing.models import Picture
from core.publishing.pictures import prefetch_sizes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def make_picture(width=700, height=500, **fields):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#0a5").save(file, "PNG")
    return Picture.objects.create(
        **{
            "title": "Town hall",
            "description": "The town hall & its tower",
            "credit": "Photo: <Ona>",
            "file": ContentFile(file.getvalue(), "town-hall.png"),
        }
        | fields
    )


def shown(picture, **more):
    return render_to_string("includes/picture.html", {"picture": picture} | more)


def test_a_picture_has_its_size_its_words_and_its_credit():
    html = shown(make_picture(), caption="In the <evening>")

    assert re.search(r'width="700"\s+height="500"', html)  # never larger than it is
    assert 'alt="The town hall &amp; its tower"' in html
    assert "Photo: &lt;Ona&gt;" in html
    assert "In the &lt;evening&gt;" in html
    assert html.count("<figure") == html.count("</figure>") == 1


def test_words_for_one_place_stand_in_for_the_pictures_own():
    assert 'alt="Where we meet"' in shown(make_picture(), alt="Where we meet")
    assert 'alt=""' in shown(make_picture(), decorative=True)


def test_a_bare_picture_is_no_figure():
    html = shown(make_picture(), bare=True)

    assert "figure" not in html
    assert "<picture>" in html


def test_nothing_is_shown_without_a_picture_or_its_file():
    assert not shown(None).strip()

    picture = make_picture()
    picture.file.storage.delete(picture.file.name)

    assert not shown(picture).strip()


def test_a_shape_is_cut_around_the_focal_point():
    html = shown(make_picture(width=2400, height=2400, focal_point_x=2300, focal_point_y=100), shape="wide")

    assert re.search(r'width="1280"\s+height="640"', html)


def test_modern_formats_come_from_the_worker_and_not_from_a_request():
    picture = make_picture()
    assert "<source" not in shown(picture)

    made = render_pending_pictures()

    html = shown(Picture.objects.get())
    assert made == 6
    assert html.index('type="image/avif"') < html.index('type="image/webp"')
    assert re.search(r'srcset="\S+\.avif 480w, \S+\.avif 700w"', html)
    assert render_pending_pictures() == 0


def test_only_shapes_in_use_are_made():
    make_picture()

    assert render_pending_pictures() == 0


def test_a_moved_focal_point_makes_new_files():
    picture = make_picture(width=1600, height=1600)
    shown(picture, shape="card")
    render_pending_pictures()
    picture.focal_point_x, picture.focal_point_y = 10, 10
    picture.save()
    shown(picture, shape="card")

    assert render_pending_pictures() == len(pictures.all_specs("card")) - 1


def test_a_picture_that_cannot_be_read_does_not_hold_up_the_others():
    broken, good = make_picture(), make_picture()
    shown(broken), shown(good)
    broken.file.storage.delete(broken.file.name)

    assert render_pending_pictures(limit=1) == 6


def test_many_pictures_are_read_in_one_query(django_assert_num_queries):
    for _number in range(5):
        shown(make_picture())
    render_pending_pictures(limit=100)
    found = list(Picture.objects.all())

    with django_assert_num_queries(1):
        prefetch_sizes([*found, None])
        for picture in found:
            shown(picture)
