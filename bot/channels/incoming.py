"""What every channel does with a text before Rasa sees it."""

from __future__ import annotations

import re

from bot.understanding.normalise import clean

LONGEST = 2_000
"""Characters of one message; far more than anybody needs, far less than would slow the server."""


_COMMAND = re.compile(r"\s*/+\s*\w+(?:@\w+)?\s*(?:\{.*\}|\[.*\])?\s*", re.DOTALL)


class Unreadable(ValueError):
    """A message that cannot be taken in; ``reason`` is ``empty``, ``too_long`` or ``command``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def accepted(text: object) -> str:
    """The text to hand on. Raises Unreadable.

    A leading slash would let a stranger fire intents by name (``/restart``, ``/inform{...}``): a message that is
    nothing else is refused, and before other words the slash is taken off. Halves of a sign that UTF-16 writes in two
    are dropped, because nothing behind here can write them.
    """
    if not isinstance(text, str):
        raise Unreadable("empty")
    plain = clean(text[: 2 * LONGEST].encode("utf-8", "ignore").decode()).lstrip("/ \t\n").strip()
    if len(text) > LONGEST:
        raise Unreadable("too_long")
    if _COMMAND.fullmatch(text):
        raise Unreadable("command")
    if not plain:
        raise Unreadable("empty")
    return plain
