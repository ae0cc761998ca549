"""How the Bot API says no: a status, a description, and now and then parameters."""

from __future__ import annotations

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
UPGRADED = "group chat was upgraded to a supergroup chat"
BLOCKED = "bot was blocked by the user"

_PREFIXES = {400: "Bad Request: ", 403: "Forbidden: ", 409: "Conflict: ", 429: "Too Many Requests: "}


class Refused(Exception):
    """A call that is not granted; a ``violation`` is one that a correct bot never makes, whatever happens."""

    def __init__(self, code: int, description: str, violation: bool = False, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = _PREFIXES.get(code, "") + description
        self.violation = violation
        self.parameters = parameters

    @property
    def body(self) -> dict[str, Any]:
        """The JSON that is answered."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def too_many(seconds: int) -> Refused:
    """The answer to a bot that sends too fast."""
    return Refused(429, f"retry after {seconds}", retry_after=seconds)


def violation(description: str) -> Refused:
    """A bad request that is a mistake in the bot."""
    return Refused(400, description, violation=True)
