"""How people register, and the letters: rules, questions and words, but nobody who answered or signed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.editions.models import Edition
from home.starting.field_rules import RULES
from home.starting.report import Part
from home.starting.work import Work
from workshops.registration.actions.desk import refuse_too_many_kept, set_up
from workshops.registration.host_refusals import FewerPlacesThanKept
from workshops.registration.letters import LETTERS
from workshops.registration.models import Delegation, Letter, MailDomain, RegistrationDesk

SHIFTED_OF_THE_EDITION = ("registration_opens_at", "registration_closes_at")
OF_THE_EDITION = ("retention_months",)


def copy_registration(work: Work) -> None:
    """Set up the desk with the rules, the questions and the extras of before."""
    old, report = work.source.desk, work.report
    if old is None:
        report.left_out(Part.REGISTRATION, _("How people register"), _("Nobody had set it up."))
        return
    if RegistrationDesk.objects.filter(edition=work.edition).exists():
        told = _("It is set up already, and stays as it is.")
        report.left_out(Part.REGISTRATION, _("How people register"), told)
        return
    rule = RULES["registration.RegistrationDesk"]
    desk = RegistrationDesk(edition=work.edition, **rule.values(old, work.shift))
    _tell_moments(work, old, desk)
    for name in ("domains", "quotas", "questions", "extras"):
        setattr(desk, name, _rows(work, name))
    _set_up(work, desk)
    report.copied(Part.REGISTRATION, _("Who may register, places, seats, what is asked"))
    _copy_numbers_of_members(work, desk)
    copy_dates(work)
    _tell_people_left(work)


def _set_up(work: Work, desk: RegistrationDesk) -> None:
    """Keep the desk; places that the new members' shares exceed are left open, for the host to say."""
    try:
        set_up(desk, by=work.by)
    except FewerPlacesThanKept as refusal:
        places, desk.total_places = desk.total_places, None
        set_up(desk, by=work.by)
        told = _("%(places)d places are fewer than the members' together, so no limit is set. %(why)s")
        told %= {"places": places, "why": refusal}
        work.report.decide(Part.REGISTRATION, _("Places in total"), told)


def _tell_moments(work: Work, old: Any, new: Any) -> None:
    for name in RULES[old._meta.label].shifted:
        label = str(old._meta.get_field(name).verbose_name)
        work.tell_moment(Part.REGISTRATION, label, getattr(old, name), getattr(new, name))


def _rows(work: Work, name: str) -> list[Any]:
    made = []
    for old in work.source.desk_rows.get(name, ()):
        if isinstance(old, MailDomain) and not old.member.is_current:
            told = _("%(member)s has left the network.") % {"member": old.member}
            work.report.left_out(Part.REGISTRATION, old.domain, told)
            continue
        rule = RULES[old._meta.label]
        new = type(old)(**rule.values(old, work.shift))
        what = f"{old._meta.verbose_name}: {old}"
        work.report.copied(Part.REGISTRATION, what)
        for moment in rule.shifted:
            work.tell_moment(Part.REGISTRATION, what, getattr(old, moment), getattr(new, moment))
        work.look_at(Part.REGISTRATION, what, old, rule)
        made.append(new)
    return made


def _copy_numbers_of_members(work: Work, desk: RegistrationDesk) -> None:
    """Give members their own numbers of places again, as far as they still belong to the network."""
    numbers = {one.member_id: one.places for one in work.source.delegations}
    changed = list(Delegation.objects.filter(edition=work.edition, member__in=numbers))
    for delegation in changed:
        delegation.places = numbers[delegation.member_id]
    Delegation.objects.bulk_update(changed, ["places"])
    if changed:
        told = ngettext(
            "%(count)d member has a number of its own.",
            "%(count)d members have numbers of their own.",
            len(changed),
        ) % {"count": len(changed)}
        work.report.copied(Part.REGISTRATION, _("Places of members"), told)
    try:
        refuse_too_many_kept(desk)
    except FewerPlacesThanKept as refusal:
        Delegation.objects.filter(edition=work.edition).update(places=None)
        work.report.decide(Part.REGISTRATION, _("Places of members"), refusal)


def copy_dates(work: Work) -> None:
    """Move the days on which registration opens and closes, unless somebody has set them."""
    old, new = work.source.edition, work.edition
    if old is None:
        return
    values = RULES["editions.Edition"].values(old, work.shift)
    kept = [*SHIFTED_OF_THE_EDITION, *OF_THE_EDITION]
    if new.registration_opens_at or new.registration_closes_at:
        kept = list(OF_THE_EDITION)
    for name in kept:
        setattr(new, name, values[name])
    Edition.objects.filter(pk=new.pk).update(**{name: values[name] for name in kept})
    for name in SHIFTED_OF_THE_EDITION:
        label = str(Edition._meta.get_field(name).verbose_name)
        if name in kept:
            work.tell_moment(Part.REGISTRATION, label, getattr(old, name), values[name])
        elif getattr(old, name):
            work.report.left_out(Part.REGISTRATION, label, _("It is set already."))
    told = ngettext("%(count)d month", "%(count)d months", old.retention_months)
    label = str(Edition._meta.get_field("retention_months").verbose_name)
    work.report.copied(Part.REGISTRATION, label, told % {"count": old.retention_months})


def _tell_people_left(work: Work) -> None:
    if work.source.edition is not None:
        what = _("Registrations, invitations, heads of delegations, mails to many")
        work.report.left_out(Part.REGISTRATION, what, _("No person is taken over, and no mail leaves."))


def copy_letters(work: Work) -> None:
    """Take over the edition's own words, without lines that name somebody who worked on it or spoke there."""
    report, rule = work.report, RULES["registration.Letter"]
    standing = set(Letter.objects.filter(edition=work.edition).values_list("name", flat=True))
    if not work.source.letters:
        report.left_out(Part.LETTERS, _("The letters"), _("None has words of its own; the usual ones hold."))
    made = []
    for old in work.source.letters:
        label = str(LETTERS[old.name].label) if old.name in LETTERS else old.name
        if old.name in standing or old.name not in LETTERS:
            report.left_out(Part.LETTERS, label, _("It has words of its own already, or is none any more."))
            continue
        new = Letter(edition=work.edition, **rule.values(old, None))
        new.text = _without_people(work, label, new.text)
        if work.words.names_somebody(new.subject):
            report.left_out(Part.LETTERS, label, _("Its subject names a person."))
            continue
        made.append(new)
        report.copied(Part.LETTERS, label, new.subject)
        work.look_at(Part.LETTERS, label, new, rule)
    Letter.objects.bulk_create(made)


def _without_people(work: Work, label: str, text: str) -> str:
    lines = text.splitlines()
    kept = [line for line in lines if not work.words.names_somebody(line)]
    for count in filter(None, [len(lines) - len(kept)]):
        told = ngettext(
            "%(count)d line is left out, because it names a person of the earlier edition. Sign it anew.",
            "%(count)d lines are left out, because they name a person of the earlier edition. Sign it anew.",
            count,
        )
        work.report.decide(Part.LETTERS, label, told % {"count": count})
    return "\n".join(kept).strip() if len(kept) < len(lines) else text
