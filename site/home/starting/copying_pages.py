"""An edition's pages: made as drafts, with the texts that do not belong to the earlier edition alone."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.log_actions import log
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage
from home.actions import make_edition_pages, missing_pages
from home.starting.field_rules import LEFT_OUT, RULES, Rule, rule_of
from home.starting.report import Part
from home.starting.texts import Rewriter
from home.starting.work import Work
from workshops.pages.models import WorkshopPage

PAGES_OF = {WorkshopPage: Part.WORKSHOPS}
"""The part to which a type of page belongs, if it is not that of the pages."""


def copy_what_pages_show(work: Work) -> None:
    """The funding statement and the disclaimer, where the new edition has none."""
    old, new = work.source.edition, work.edition
    if old is None:
        return
    for name in ("funding_statement", "disclaimer"):
        if getattr(new, name) or not getattr(old, name):
            continue
        setattr(new, name, getattr(old, name))
        new.save(update_fields=[name])
        work.report.copied(Part.PAGES, str(Edition._meta.get_field(name).verbose_name), getattr(old, name))
    work.look_at(Part.PAGES, str(new), old, RULES["editions.Edition"])
    left = [
        _("adjacent events"),
        _("evidence of facts"),
        _("news"),
        _("releases of the agenda"),
        _("the team"),
    ]
    told = _("Of the earlier edition alone: %(rows)s.") % {"rows": ", ".join(left)}
    work.report.left_out(Part.PAGES, _("What belongs to its year"), told)


def copy_pages(work: Work) -> None:
    """Make the pages that every edition has, and take over the texts of those that were chosen.

    A page in which something was written already, or that was published, is left as it is.
    """
    planned = {page.slug for page in missing_pages(work.edition)}
    start_page = make_edition_pages(work.edition, by=work.by)
    taken: list[tuple[Page, Any, Rule]] = []
    for old in work.source.pages:
        rule = rule_of(old)
        standing = start_page if isinstance(old, EditionPage) else _standing(work, old)
        new = standing
        if rule is None and work.takes(Part.PAGES):
            why = LEFT_OUT.get(old._meta.label, _("Its kind is not taken over."))
            work.report.left_out(Part.PAGES, old.title, why)
        if rule is not None and _is_to_fill(work, old, standing, rule):
            new = standing or _make(work, old, rule)
            taken += [(old, new, rule)] if new is not None else []
        if new is not None:
            work.pages[old.pk] = new.pk
    for old, new, rule in taken:
        _fill(work, old, new, rule)
    _tell_empty(work, start_page, planned, {new.pk for _old, new, _rule in taken})


def _is_to_fill(work: Work, old: Any, standing: Any, rule: Rule) -> bool:
    """Whether the words of ``old`` are taken over; if not, the report says why."""
    part = PAGES_OF.get(type(old), Part.PAGES)
    if not work.takes(part):
        return False
    if not rule.copied:
        _tell_empty_kind(work, part, old, rule)
        return False
    if standing is None:
        return True
    if _has_words(old, rule) and not _is_empty(standing, rule):
        work.report.left_out(part, old.title, _("A page with this address has words of its own already."))
        return False
    return _has_words(old, rule)


def know_standing(work: Work) -> None:
    """Note which pages of the edition stand at the addresses of the source's, for what refers to them."""
    start_page = EditionPage.objects.filter(edition=work.edition).first()
    for old in work.source.pages if start_page else ():
        found = start_page if isinstance(old, EditionPage) else _standing(work, old)
        if found is not None:
            work.pages[old.pk] = found.pk


def _standing(work: Work, old: Page) -> Any:
    above = work.pages.get(work.source.parents.get(old.pk, 0))
    if above is None:
        return None
    found = Page.objects.child_of(Page.objects.get(pk=above)).filter(slug=old.slug).first()
    return found.specific if found and found.specific_class is type(old) else None


def _is_empty(page: Any, rule: Rule) -> bool:
    return not (page.live or page.first_published_at or _has_words(page, rule))


def _has_words(page: Any, rule: Rule) -> bool:
    return any(getattr(page, name) for name in rule.copied if name != "show_in_menus")


def _tell_empty_kind(work: Work, part: Part, old: Page, rule: Rule) -> None:
    why = next(iter(rule.left_out.values()), "")
    work.report.left_out(part, old.title, _("It is made empty. %(why)s") % {"why": why})


def _make(work: Work, old: Any, rule: Rule) -> Any:
    above = work.pages.get(work.source.parents.get(old.pk, 0))
    if above is None:
        work.report.left_out(PAGES_OF.get(type(old), Part.PAGES), old.title, _("The page above it stayed."))
        return None
    parent = Page.objects.get(pk=above)
    if parent.get_children().filter(slug=old.slug).exists():
        told = _("Another page has its address already.")
        work.report.left_out(PAGES_OF.get(type(old), Part.PAGES), old.title, told)
        return None
    values = {name: value for name, value in rule.values(old, None).items() if name not in _rich(old, rule)}
    page = type(old)(title=old.title, slug=old.slug, live=False, owner=work.by, **values)
    parent.add_child(instance=page)
    log(page, "wagtail.create", user=work.by)
    return page


def _rich(page: Page, rule: Rule) -> list[str]:
    """The fields whose text may lead elsewhere."""
    return [n for n in rule.copied if isinstance(page._meta.get_field(n), StreamField | RichTextField)]


def _fill(work: Work, old: Any, new: Any, rule: Rule) -> None:
    part = PAGES_OF.get(type(old), Part.PAGES)
    rewriter = Rewriter(work.pages, frozenset(page.pk for page in work.source.pages))
    for name, value in rule.values(old, None).items():
        setattr(new, name, value)
    for name in _rich(old, rule):
        text = getattr(old, name)
        if isinstance(text, StreamValue):
            raw = rewriter.story(list(text.raw_data))
            setattr(new, name, StreamValue(text.stream_block, raw, is_lazy=True))
        else:
            setattr(new, name, rewriter.markup(text))
    title = new.title
    new.save()
    new.save_revision(user=work.by)
    work.report.copied(part, title, _("As a draft."))
    for told in rewriter.left_out:
        work.report.left_out(part, title, told)
    for told in rewriter.to_decide:
        work.report.decide(part, title, told)
    _tell_rows_left(work, part, old)
    work.look_at(part, title, new, rule)
    for word, around in work.words.found_in(new.title):
        told = _("“%(word)s” in its title: %(around)s") % {"word": word, "around": around}
        work.report.decide(part, new.title, told)


def _tell_rows_left(work: Work, part: Part, old: Any) -> None:
    """Say which rows of a page stayed behind, such as its facilitators."""
    rows = {relation.related_model: relation for relation in type(old)._meta.related_objects}
    for model, relation in rows.items():
        why = LEFT_OUT.get(model._meta.label)
        if why is None or not relation.one_to_many or not issubclass(type(old), relation.model):
            continue
        if count := model._default_manager.filter(**{relation.field.name: old.pk}).count():
            what = _("%(page)s: %(rows)s (%(count)d)")
            names = {"page": old.title, "rows": model._meta.verbose_name_plural, "count": count}
            work.report.left_out(part, what % names, why)
    for name, why in RULES[old._meta.label].left_out.items():
        if getattr(old, name):
            work.report.left_out(part, f"{old.title}: {old._meta.get_field(name).verbose_name}", why)


def _tell_empty(work: Work, start_page: EditionPage, planned: set[str], filled: set[int]) -> None:
    """Name the pages that every edition has and that nothing was taken over for."""
    made = start_page.get_descendants(inclusive=True).filter(slug__in=planned).exclude(pk__in=filled)
    if titles := list(made.order_by("path").values_list("title", flat=True)):
        told = ngettext(
            "%(count)d page is made empty, as a draft: %(pages)s.",
            "%(count)d pages are made empty, as drafts: %(pages)s.",
            len(titles),
        )
        told %= {"count": len(titles), "pages": ", ".join(titles)}
        work.report.copied(Part.PAGES, _("The pages of an edition"), told)
