"""R4 and R5: forms that are sent ten times at once, and a site that is killed while they come in."""

import random
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from tests.proof.crowds import Answer, Press, press_all
from tests.proof.sites import Site, site

ROWS = (
    "{'registrations': list(Registration.objects.values_list('email', 'ticket')), "
    "'mails': list(OutgoingMail.objects.values_list('about', flat=True)), "
    "'expected': ['registration:%d' % key for key in Registration.objects.values_list('pk', flat=True)]}"
)
"""Who is registered, what the mails are about, and what they would be about if each had one."""


def form(running: Site, number: int, form_key: uuid.UUID) -> Press:
    """The form that guest ``number`` sends."""
    key = running.filled["keys"][number]
    names = (("badge_name", f"Guest {number}"), ("organisation", "Example Office"))
    fields = (*names, ("form_key", str(form_key)))
    return Press(f"guest{number}", f"/{running.filled['year']}/register/{key}/", fields)


def rows_complaints(rows: dict[str, Any], tickets: dict[str, str]) -> list[str]:
    """What the database says against what people were told: ``tickets`` by person."""
    found = []
    emails = [email for email, _ticket in rows["registrations"]]
    if len(emails) != len(set(emails)):
        found.append("somebody is registered twice")
    known = {email.partition("@")[0]: ticket for email, ticket in rows["registrations"]}
    lost = [who for who, ticket in tickets.items() if known.get(who) != ticket]
    if lost:
        found.append(f"{len(lost)} were told of a ticket that is not there")
    if sorted(rows["mails"]) != sorted(rows["expected"]):
        found.append(f"{len(rows['mails'])} mails about {len(rows['expected'])} registrations")
    return found


def tickets_in(answers: list[Answer]) -> tuple[dict[str, str], list[str]]:
    """The ticket that each person was told of, and who was told of two."""
    told: dict[str, set[str]] = {}
    for answer in answers:
        if answer.status == 303:
            told.setdefault(answer.who, set()).add(answer.location.rstrip("/").rpartition("/")[2])
    torn = [f"{who} was told of {len(tickets)} tickets" for who, tickets in told.items() if len(tickets) > 1]
    return {who: tickets.pop() for who, tickets in told.items()}, torn


def sent_ten_times(kind: str, folder: Path, people: int, processes: int = 3) -> list[str]:
    """R4: each form ten times in parallel; what is not as it must be."""
    with site(kind, folder, keys=people) as running:
        running.start_web(processes)
        keys = [uuid.uuid4() for _number in range(people)]
        presses = [form(running, number, keys[number]) for number in range(people) for _time in range(10)]
        answers = press_all(running.port, presses, at_once=40)
        tickets, torn = tickets_in(answers)
        wrong = sorted({answer.status for answer in answers} - {303})
        found = torn + ([f"answers {wrong}"] if wrong else [])
        if len(tickets) != people:
            found.append(f"{len(tickets)} of {people} have a ticket")
        return found + rows_complaints(running.ask(ROWS), tickets)


@dataclass
class Storm:
    """What came of a site that is killed again and again."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0
    complaints: list[str] = field(default_factory=list)


def killed_while_registering(
    kind: str, folder: Path, kills: int, forms_each: int = 30, seed: int = 1
) -> Storm:
    """R5: kill -9 at random moments, each time while forms come in; then everybody sends theirs again."""
    chance = random.Random(seed)
    storm = Storm()
    with site(kind, folder, keys=kills * forms_each) as running:
        keys = [uuid.uuid4() for _number in range(kills * forms_each)]
        answers: list[Answer] = []
        web, worker = running.start_web(2), running.start_worker()
        for number in range(kills):
            numbers = range(number * forms_each, (number + 1) * forms_each)
            presses = [form(running, each, keys[each]) for each in numbers]
            crowd = Thread(target=lambda some=presses: answers.extend(press_all(running.port, some, 10)))
            crowd.start()
            time.sleep(chance.uniform(0.02, 0.9))
            running.kill(web)
            running.kill(worker)
            crowd.join()
            web, worker = running.start_web(2), running.start_worker()
            storm.kills += 1
        storm.acknowledged = sum(answer.status == 303 for answer in answers)
        storm.unanswered = sum(answer.status == 0 for answer in answers)
        again = press_all(running.port, [form(running, each, keys[each]) for each in range(len(keys))], 10)
        tickets, torn = tickets_in(answers + again)
        storm.complaints = torn + rows_complaints(running.ask(ROWS), tickets)
        if len(tickets) != len(keys):
            storm.complaints.append(f"{len(tickets)} of {len(keys)} have a ticket in the end")
        refused = sorted({answer.status for answer in answers} - {0, 303, 503})
        if refused:
            storm.complaints.append(f"answers {refused}")
    return storm
