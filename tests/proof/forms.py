"""R4 and R5: forms that are sent ten times at once, and a site that is killed while they come in."""

import random
import time
import uuid
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from tests.proof.crowds import Answer, Press, press_all, unwanted
from tests.proof.sites import Site


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


def send_ten_times(running: Site, people: range) -> list[str]:
    """R4: these guests send their form ten times in parallel; what is not as it must be."""
    keys = {number: uuid.uuid4() for number in people}
    presses = [form(running, number, keys[number]) for number in people for _time in range(10)]
    answers = press_all(running.port, presses, at_once=40)
    tickets, torn = tickets_in(answers)
    found = torn + unwanted(answers, 303)
    if len(tickets) != len(people):
        found.append(f"{len(tickets)} of {len(people)} have a ticket")
    return found + rows_complaints(running.call("judging.guests", people.start, people.stop), tickets)


@dataclass
class Storm:
    """What came of a site that is killed again and again."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0
    complaints: list[str] = field(default_factory=list)


def kill_while_registering(running: Site, people: range, kills: int, seed: int = 1) -> Storm:
    """R5: kill -9 at random moments, each time while forms come in; then everybody sends theirs again."""
    chance = random.Random(seed)
    storm = Storm()
    keys = {number: uuid.uuid4() for number in people}
    answers: list[Answer] = []
    web, worker = running.start_web(2), running.start_worker()
    for numbers in (people[part::kills] for part in range(kills)):
        presses = [form(running, each, keys[each]) for each in numbers]
        before = len(answers)
        crowd = Thread(target=press_all, args=(running.port, presses, 10, answers))
        crowd.start()
        while crowd.is_alive() and len(answers) == before:  # a process that has just begun is slow at first
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.8))
        running.kill(web)
        running.kill(worker)
        crowd.join()
        web, worker = running.start_web(2), running.start_worker()
        storm.kills += 1
    storm.acknowledged = sum(answer.status == 303 for answer in answers)
    storm.unanswered = sum(answer.status == 0 for answer in answers)
    again = press_all(running.port, [form(running, each, keys[each]) for each in people], 10)
    tickets, torn = tickets_in(answers + again)
    rows = running.call("judging.guests", people.start, people.stop)
    storm.complaints = torn + rows_complaints(rows, tickets)
    if len(tickets) != len(people):
        storm.complaints.append(f"{len(tickets)} of {len(people)} have a ticket in the end")
    storm.complaints += unwanted(answers, 0, 303, 503)
    running.kill(web)
    running.kill(worker)
    return storm
