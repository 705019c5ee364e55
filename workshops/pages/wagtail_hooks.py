"""What this room does for the one below, which knows no workshop's page."""

from wagtail import hooks

from workshops.pages.taking_over import count_results, take_over

hooks.register("take_over_submission", take_over)
hooks.register("count_results_of_workshops", count_results)
