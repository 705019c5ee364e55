"""The addresses of the page on which heads of delegation name people, below the year."""

from django.urls import path

from workshops.registration.views import delegations

delegation_addresses = [
    path("<int:year>/delegation/", delegations.overview, name="delegation"),
    path("<int:year>/delegation/<int:pk>/invite/", delegations.invite, name="delegation_invite"),
    path(
        "<int:year>/delegation/<int:pk>/invitations/<int:invitation>/remind/",
        delegations.remind,
        name="delegation_remind",
    ),
    path(
        "<int:year>/delegation/<int:pk>/invitations/<int:invitation>/withdraw/",
        delegations.withdraw,
        name="delegation_withdraw",
    ),
    path(
        "<int:year>/delegation/<int:pk>/invitations/<int:invitation>/replace/",
        delegations.replace_invited,
        name="delegation_replace_invited",
    ),
    path(
        "<int:year>/delegation/<int:pk>/people/<int:registration>/replace/",
        delegations.replace_registered,
        name="delegation_replace_registered",
    ),
    path(
        "<int:year>/delegation/<int:pk>/people/<int:registration>/cancel/",
        delegations.cancel,
        name="delegation_cancel",
    ),
]
