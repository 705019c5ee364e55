"""The people of the demo; they sign in by a code that the demo's mailbox shows."""

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role, make_secretariat_group
from core.accounts.models import User
from home.page_tree import Report

SECRETARIAT = "secretariat@demo.example"
ORGANISER = "organiser@demo.example"
ATTENDEE = "attendee@demo.example"
HEAD = "head@demo.example"

PEOPLE = {
    SECRETARIAT: ("Example", "Secretariat"),
    ORGANISER: ("Example", "Organiser"),
    ATTENDEE: ("Example", "Attendee"),
    HEAD: ("Example", "Head"),
}


def put_people(edition: Edition, report: Report) -> User:
    """Make the people and give them their roles in ``edition``; returns the organiser."""
    users = {}
    for email, (first_name, last_name) in PEOPLE.items():
        user = User.objects.filter(email=email).first()
        users[email] = user or User.objects.create_user(email, first_name=first_name, last_name=last_name)
    users[SECRETARIAT].groups.add(make_secretariat_group())
    give_role(edition, users[ORGANISER], Role.HOST_LEAD, by=users[SECRETARIAT])
    give_role(edition, users[ATTENDEE], Role.ATTENDEE, by=users[SECRETARIAT])
    report(f"People: {', '.join(PEOPLE)}")
    return users[ORGANISER]
