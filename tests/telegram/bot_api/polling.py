"""getUpdates: one long poll at a time."""

from __future__ import annotations

from typing import Any, Optional

from tests.telegram.bot_api.errors import OTHER_POLL, WEBHOOK_ACTIVE, Refused
from tests.telegram.bot_api.world import World


async def get_updates(world: World, params: dict[str, Any]) -> list[dict[str, Any]]:
    """The updates that wait, at once or as soon as there is one."""
    if world.hook:
        raise Refused(409, WEBHOOK_ACTIVE)
    poll, updates = object(), world.updates
    with world.changed:
        updates.want(params.get("allowed_updates"))
        updates.confirm(params.get("offset", 0))
        updates.end_poll(OTHER_POLL)
        updates.poll = poll
        world.touch()

    def ready() -> Optional[list[dict[str, Any]]]:
        if updates.poll is not poll:
            raise Refused(409, updates.poll_ended_by)
        if world.closing:
            return []
        batch = updates.batch(params.get("limit", 100))
        for update in batch:
            world.was_delivered(update)
        return batch or None

    try:
        return await world.until(ready, params.get("timeout", 0)) or []
    finally:
        with world.changed:
            if updates.poll is poll:
                updates.poll = None
