"""The webhook methods: where updates are to be posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional
from urllib.parse import urlsplit

from tests.telegram.bot_api.errors import WEBHOOK_SET, violation

if TYPE_CHECKING:
    from tests.telegram.bot_api.world import World

_LOCAL = frozenset({"127.0.0.1", "localhost"})
_PORTS = frozenset({None, 80, 88, 443, 8443})


@dataclass(frozen=True)
class Hook:
    """What setWebhook was told."""

    url: str
    secret: Optional[str]
    max_connections: int
    allowed_updates: Optional[list[str]]

    @property
    def local(self) -> bool:
        """Whether it lies on this machine; nothing is ever posted anywhere else."""
        return urlsplit(self.url).hostname in _LOCAL


@dataclass(frozen=True)
class Delivery:
    """One try to post an update, and what came of it: a status, or the trouble."""

    update_id: int
    status: Optional[int]
    trouble: str
    time: float

    @property
    def taken(self) -> bool:
        """Whether the bot accepted it."""
        return self.status is not None and 200 <= self.status < 300


def _checked(url: str) -> None:
    address = urlsplit(url)
    if address.hostname in _LOCAL and address.scheme in ("http", "https"):
        return
    if address.scheme != "https" or not address.hostname:
        raise violation("bad webhook: An HTTPS URL must be provided for webhook")
    if address.port not in _PORTS:
        raise violation("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def set_webhook(world: World, params: dict[str, Any]) -> Any:
    if not params["url"]:
        return delete_webhook(world, params)
    _checked(params["url"])
    _drop(world, params)
    allowed = params.get("allowed_updates")
    world.updates.want(allowed)
    world.updates.end_poll(WEBHOOK_SET)
    world.hook = Hook(params["url"], params.get("secret_token"), params.get("max_connections", 40), allowed)
    return True


def delete_webhook(world: World, params: dict[str, Any]) -> Any:
    _drop(world, params)
    world.hook = None
    return True


def _drop(world: World, params: dict[str, Any]) -> None:
    if params.get("drop_pending_updates"):
        world.updates.waiting.clear()


def get_webhook_info(world: World, params: dict[str, Any]) -> Any:
    hook, waiting = world.hook, len(world.updates.waiting)
    info: dict[str, Any] = {"url": hook.url if hook else "", "has_custom_certificate": False}
    info["pending_update_count"] = waiting
    if hook:
        info["max_connections"] = hook.max_connections
        if hook.allowed_updates:
            info["allowed_updates"] = hook.allowed_updates
        failed = [each for each in world.deliveries if not each.taken]
        if failed:
            info["last_error_date"] = int(failed[-1].time)
            info["last_error_message"] = failed[-1].trouble
    return info
