"""Makes the tables and the one page of the bare Wagtail; run by the bench."""

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    from wagtail.models import Page, Site

    from tests.bench.plain.models import PlainPage

    call_command("migrate", verbosity=0)
    if PlainPage.objects.exists():
        return
    paragraph = "<p>" + "A sentence of an ordinary length, as people write them. " * 8 + "</p>"
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=PlainPage(title="A plain page", slug="plain", body=paragraph * 6))
    Site.objects.update(root_page=page)


if __name__ == "__main__":
    main()
