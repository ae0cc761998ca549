"""A strict double of the Telegram Bot API: real HTTP, the real shapes, and the refusals of the real one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from types import TracebackType
from typing import Any, Optional, TypeVar

from tests.telegram.bot_api.desk import Call, Desk
from tests.telegram.bot_api.faults import Fault
from tests.telegram.bot_api.groups import Group
from tests.telegram.bot_api.hooks import Delivery
from tests.telegram.bot_api.people import Message, Person
from tests.telegram.bot_api.server import Server
from tests.telegram.bot_api.waiting import wait_until
from tests.telegram.bot_api.world import Query, World

__all__ = ["BotApi", "Call", "Delivery", "Group", "Message", "Person", "Query"]

Found = TypeVar("Found")


class BotApi:
    """`with BotApi() as api:` serves at ``api.base_url``; every method may be called from any thread."""

    def __init__(
        self, token: str = "123456:TEST-token", query_lifetime: float = 30, webhook_backoff: float = 0.2
    ) -> None:
        self.token = token
        self.world = World(int(token.split(":")[0]), query_lifetime, webhook_backoff)
        self._desk = Desk(self.world, token)
        self._server = Server(self.world, self._desk)
        self.base_url = ""

    def __enter__(self) -> BotApi:
        self.base_url = f"http://127.0.0.1:{self._server.start()}/bot"
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._server.stop()
        if kind is None:
            assert not self.violations, f"calls that a correct bot never makes: {self.violations}"

    def person(self, first_name: str = "Ann", language_code: str = "en", **user: Any) -> Person:
        """Somebody who can write to the bot."""
        return Person(self.world, first_name=first_name, language_code=language_code, **user)

    def group(self, title: str = "Family", kind: str = "group") -> Group:
        """A group, supergroup or channel that the bot is not in yet."""
        return Group(self.world, title, kind)

    @property
    def calls(self) -> list[Call]:
        """All calls so far, each written down when it was answered."""
        with self.world.changed:
            return list(self._desk.calls)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def violations(self) -> list[str]:
        """The mistakes of the bot that no test has taken."""
        return list(self._desk.violations)

    def take_violations(self) -> list[str]:
        """The mistakes so far, which a test expected."""
        taken, self._desk.violations = self._desk.violations, []
        return taken

    @property
    def queries(self) -> list[Query]:
        """All presses of buttons, with when each was delivered and answered."""
        with self.world.changed:
            return list(self.world.queries.values())

    @property
    def deliveries(self) -> list[Delivery]:
        """All tries to post an update to the webhook."""
        with self.world.changed:
            return list(self.world.deliveries)

    @property
    def commands(self) -> dict[tuple[str, str], list[dict[str, str]]]:
        """The commands of the bot by scope and language."""
        with self.world.changed:
            return dict(self.world.commands)

    @property
    def descriptions(self) -> dict[tuple[str, str], str]:
        """The texts about the bot by kind and language."""
        with self.world.changed:
            return dict(self.world.descriptions)

    @property
    def pending(self) -> list[int]:
        """The ids of the updates that the bot has not confirmed."""
        with self.world.changed:
            return [waiting.id for waiting in self.world.updates.waiting]

    def update(self, update_id: int) -> dict[str, Any]:
        """An update as the bot gets it."""
        with self.world.changed:
            return self.world.updates.all[update_id]

    def message_id(self, update_id: int) -> int:
        """The id of the message that an update is about."""
        update = self.update(update_id)
        return int(next(value["message_id"] for value in update.values() if isinstance(value, dict)))

    def deliver_again(self, update_id: int) -> None:
        """Sends the bot an update once more, though it may have confirmed it."""
        with self.world.changed:
            self.world.updates.add_again(update_id)
            self.world.touch()

    def fault(self, kind: str, method: Optional[str] = None, chat: Optional[int] = None, **more: Any) -> None:
        """A trouble for the next ``times`` calls; see Fault and KINDS in faults.py."""
        with self.world.changed:
            self._desk.faults.order(Fault(kind, method, chat, **more))

    def random_faults(
        self, seed: int, rate: float, kinds: Sequence[str], methods: Optional[Collection[str]] = None
    ) -> None:
        """Calls fail at random before they take effect, from now on."""
        with self.world.changed:
            self._desk.faults.at_random(seed, rate, kinds, methods)

    def clear_faults(self) -> None:
        """Ends all troubles."""
        with self.world.changed:
            self._desk.faults.clear()

    def flood(
        self,
        per_chat_per_second: Optional[float] = 1,
        overall: Optional[float] = 30,
        per_group_per_minute: Optional[float] = 20,
    ) -> None:
        """Switches flood control on; None means no limit."""
        with self.world.changed:
            self._desk.flood.limit(per_chat_per_second, overall, per_group_per_minute)

    def revoke(self) -> None:
        """From now on the token is not valid."""
        self.world.revoked = True

    def wait_until(self, ready: Callable[[], Found], timeout: float = 30) -> Found:
        """What ``ready`` gives, once that is true."""
        return wait_until(self.world.changed, ready, timeout, lambda: "waited for a condition in vain")
