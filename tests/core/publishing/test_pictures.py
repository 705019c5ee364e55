"""Pictures: their files, their words, and what showing them costs."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from PIL import Image

from core.publishing.actions import render_pending_pictures
from core.publishing.models import Picture, PictureRendition
from core.publishing.pictures import SHAPES, fallback_spec, prefetch_sizes, specs_in_order

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


ALL_SPECS = list(dict.fromkeys(spec for specs in specs_in_order() for spec in specs))


def render_everything():
    return render_pending_pictures(seconds=600)


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


def test_nothing_is_shown_without_a_picture():
    assert not shown(None).strip()


@pytest.mark.parametrize("content", [None, b"", b"no picture at all", b"\x89PNG\r\n\x1a\n and then nothing"])
def test_a_file_that_cannot_be_read_is_told_in_words(content):
    picture = make_picture()
    path = Path(picture.file.path)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

    html = shown(picture, shape="wide", caption="In the evening")

    assert "<img" not in html
    box = re.search(r'<span class="picture__missing picture__missing--wide">(.*?)</span>', html)
    assert box[1].strip() == "The town hall &amp; its tower"
    assert "Photo: &lt;Ona&gt;" in html
    assert "The town hall" not in shown(picture, decorative=True)


def test_a_picture_that_breaks_off_in_the_middle_is_no_error():
    picture = make_picture(width=1600, height=1600)
    path = Path(picture.file.path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert "picture__missing" in shown(picture)


def test_a_shape_is_cut_around_the_focal_point():
    html = shown(make_picture(width=2400, height=2400, focal_point_x=2300, focal_point_y=100), shape="wide")

    assert re.search(r'width="1280"\s+height="640"', html)


def test_modern_formats_come_from_the_worker_and_not_from_a_request():
    make_picture()
    html = shown(Picture.objects.get())
    assert "<source" not in html
    assert "srcset" not in html

    made = render_everything()

    html = shown(Picture.objects.get())
    assert made == len(ALL_SPECS) - 1  # the page made one itself
    assert html.index('type="image/avif"') < html.index('type="image/webp"')
    assert re.search(r'srcset="\S+\.avif 480w, \S+\.avif 700w"', html)
    assert re.search(r'<img[^>]+srcset="\S+\.jpg 480w, \S+\.jpg 700w"', html)
    assert render_everything() == 0


def test_an_upload_is_cut_before_anybody_looks_at_it():
    make_picture(width=60, height=40)

    assert render_everything() == len(ALL_SPECS)

    with CaptureQueriesContext(connection) as queries:
        shown(Picture.objects.get(), shape="card")
    assert not [query["sql"] for query in queries if "INSERT" in query["sql"]]


def test_what_pages_need_first_is_made_first():
    make_picture(), make_picture()

    names = [fallback_spec(shape) for shape in SHAPES]

    assert [render_pending_pictures(seconds=0) for _number in range(2 * len(names))] == [1] * 2 * len(names)

    made = PictureRendition.objects.values_list("filter_spec", flat=True)
    assert sorted(made) == sorted([*names, *names])


def test_a_moved_focal_point_makes_new_files_and_clears_the_old_ones_away():
    picture = make_picture(width=160, height=120)
    render_everything()
    before = {each.file.name for each in picture.renditions.filter(filter_spec__startswith="fill-480x320")}

    picture.focal_point_x, picture.focal_point_y = 10, 10
    picture.focal_point_width = picture.focal_point_height = 20
    picture.save()

    cut_around = [spec for spec in ALL_SPECS if spec.startswith("fill-")]
    assert render_everything() == len(cut_around)
    assert picture.renditions.filter(filter_spec__in=ALL_SPECS).count() == len(ALL_SPECS)
    after = {each.file.name for each in picture.renditions.filter(filter_spec__startswith="fill-480x320")}
    assert not before & after


def test_another_file_makes_new_files():
    picture = make_picture(width=60, height=40)
    render_everything()
    before = {each.file.name for each in picture.renditions.all()}

    other = io.BytesIO()
    Image.new("RGB", (90, 90), "#50a").save(other, "PNG")
    picture.file = ContentFile(other.getvalue(), "other.png")
    picture.save()

    assert not picture.renditions.exists()
    assert render_everything() == len(ALL_SPECS)
    assert not before & {each.file.name for each in picture.renditions.all()}
    assert re.search(r'width="90"\s+height="90"', shown(Picture.objects.get()))


def test_what_was_cut_from_an_older_file_while_a_new_one_came_is_made_again():
    picture = make_picture(width=60, height=40)
    stale = picture.get_rendition(ALL_SPECS[0])
    PictureRendition.objects.filter(pk=stale.pk).update(file="images/000000000000/stale.jpg")

    assert render_everything() == len(ALL_SPECS)
    assert not PictureRendition.objects.filter(pk=stale.pk).exists()


def test_another_title_makes_nothing_anew():
    picture = make_picture(width=60, height=40)
    render_everything()
    picture.title = "Another title"
    picture.save()

    assert render_everything() == 0
    assert Picture.objects.get().sizes_due_at is None


def test_a_picture_saved_while_its_sizes_are_made_stays_due(monkeypatch):
    picture = make_picture(width=60, height=40)
    create = Picture.create_rendition

    def saved_meanwhile(self, filter):
        monkeypatch.setattr(Picture, "create_rendition", create)
        Picture.objects.get(pk=picture.pk).save()
        return create(self, filter)

    monkeypatch.setattr(Picture, "create_rendition", saved_meanwhile)
    render_pending_pictures(seconds=60)

    assert Picture.objects.get().sizes_due_at is not None
    assert render_everything() == 0
    assert Picture.objects.get().sizes_due_at is None


def test_a_picture_that_cannot_be_read_does_not_hold_up_the_others():
    broken, good = make_picture(width=60, height=40), make_picture(width=60, height=40)
    broken.file.storage.delete(broken.file.name)

    assert render_everything() == len(ALL_SPECS)
    assert good.renditions.count() == len(ALL_SPECS)
    assert Picture.objects.get(pk=broken.pk).sizes_due_at > datetime.now(UTC) + timedelta(minutes=50)
    assert Picture.objects.get(pk=good.pk).sizes_due_at is None


def test_the_worker_makes_the_sizes(settings):
    settings.WORKER_JOBS = [("core.publishing.actions.render_pending_pictures", 5)]
    make_picture(width=40, height=40)
    call_command("worker", "--once")

    assert PictureRendition.objects.count() == len(ALL_SPECS)


def test_many_pictures_are_read_in_one_query(django_assert_num_queries):
    for _number in range(5):
        shown(make_picture(width=40, height=30))
    render_everything()
    found = list(Picture.objects.all())

    with django_assert_num_queries(1):
        prefetch_sizes([*found, None])
        for picture in found:
            shown(picture)
