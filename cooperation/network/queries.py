"""Reads of the network."""

from cooperation.network.models import NetworkSettings
from core.serving.caching import cached_fragment


def network_in_mails() -> NetworkSettings:
    """The network as mails name it, which are sent for no site: that of the default one."""
    return cached_fragment("network in mails", _of_default_site)


def _of_default_site() -> NetworkSettings:
    return NetworkSettings.objects.filter(site__is_default_site=True).first() or NetworkSettings()
