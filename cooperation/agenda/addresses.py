"""The addresses of the builder, and of what is done with releases."""

from datetime import date

from django.urls import path, register_converter

from cooperation.agenda import builder_views, release_views


class DayConverter:
    """A date in an address, such as ``2027-05-12``."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

BUILDER = "<int:edition_id>/<day:day>/builder/"

agenda_addresses = [
    path(BUILDER, builder_views.BuilderView.as_view(), name="builder"),
    path(f"{BUILDER}state/", builder_views.StateView.as_view(), name="builder_state"),
    path(f"{BUILDER}step/", builder_views.StepView.as_view(), name="builder_step"),
    path(f"{BUILDER}slots/<uuid:uid>/", builder_views.SlotView.as_view(), name="builder_slot"),
    path("<int:edition_id>/release/", release_views.ReleaseView.as_view(), name="release"),
    path("<int:edition_id>/compare/", release_views.CompareView.as_view(), name="compare"),
    path(
        "<int:edition_id>/releases/<int:number>/go-back/", release_views.GoBackView.as_view(), name="go_back"
    ),
]
