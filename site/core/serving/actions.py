"""What the machinery writes down."""

from django.core.management import call_command
from django.utils import timezone

from core.serving.models import WorkerBeat


def say_alive() -> None:
    """Write down that the worker lives."""
    WorkerBeat.objects.update_or_create(pk=1, defaults={"at": timezone.now()})


def publish_scheduled() -> None:
    """Publish the pages whose time has come, and take down those whose time is over."""
    call_command("publish_scheduled", verbosity=0)


def forget_sessions() -> None:
    """Delete the sessions that are over."""
    call_command("clearsessions", verbosity=0)
