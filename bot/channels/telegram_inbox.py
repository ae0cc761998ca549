"""What must survive a crash: updates not yet answered, calls not yet made, and the open keyboard of each chat."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

_SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY, chat INTEGER, body TEXT, attempts INTEGER NOT NULL DEFAULT 0, received REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS unanswered ON updates (chat, id) WHERE body IS NOT NULL;
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, method TEXT NOT NULL, arguments TEXT NOT NULL,
    keyboard TEXT, made REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS calls_of_chat ON calls (chat, id);
CREATE TABLE IF NOT EXISTS keyboards (
    chat INTEGER PRIMARY KEY, token TEXT NOT NULL, body TEXT NOT NULL, message INTEGER
);
"""


@dataclass(frozen=True)
class Call:
    """A call of the Bot API to be made for a chat; ``keyboard`` is the token of the keyboard it shows."""

    method: str
    arguments: Dict[str, Any] = field(default_factory=dict)
    keyboard: Optional[str] = None


@dataclass(frozen=True)
class Keyboard:
    """The answers a person can tap, and the message they hang on, once it is sent.

    ``options`` are those of which several can be picked, ``picked`` those that are; ``text`` and ``entities`` are of
    the message, so that it can be shown again with the choice; ``answers`` are what labels stand for at ``asks``.
    """

    token: str
    labels: List[str]
    text: str
    entities: List[Dict[str, Any]]
    options: List[str] = field(default_factory=list)
    picked: List[str] = field(default_factory=list)
    message: Optional[int] = None
    asks: Optional[str] = None
    answers: Dict[str, Dict[str, str]] = field(default_factory=dict)


class Entry(NamedTuple):
    """An update to be answered, as Telegram wrote it, and which attempt this is."""

    body: Dict[str, Any]
    attempt: int


class Inbox:
    """One SQLite file, used by one process. An update without ``body`` is answered; only its id is kept."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
        self._database.executescript(_SCHEMA)
        path.chmod(0o600)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def store(self, update_id: int, chat: Optional[int], body: Dict[str, Any]) -> bool:
        """Keep an update until it is answered; False when it came before."""
        kept = json.dumps(body) if chat is not None else None
        row = (update_id, chat, kept, time.time())
        sql = "INSERT OR IGNORE INTO updates (id, chat, body, received) VALUES (?, ?, ?, ?)"
        return self._database.execute(sql, row).rowcount == 1

    def chats_with_work(self) -> List[int]:
        """The chats with something to answer or to send."""
        sql = "SELECT chat FROM updates WHERE body IS NOT NULL UNION SELECT chat FROM calls"
        return [row[0] for row in self._database.execute(sql)]

    def next_update(self, chat: int) -> Optional[Entry]:
        """The oldest unanswered update of a chat; asking for it is an attempt."""
        sql = (
            "UPDATE updates SET attempts = attempts + 1 WHERE id = "
            "(SELECT min(id) FROM updates WHERE chat = ? AND body IS NOT NULL) RETURNING body, attempts"
        )
        row = self._database.execute(sql, (chat,)).fetchone()
        return Entry(json.loads(row[0]), row[1]) if row else None

    def settle(self, update_id: int, chat: int, calls: Iterable[Call], keyboard: Optional[Keyboard]) -> None:
        """The update is answered by these calls; ``keyboard`` is the one open from now on."""
        with self._transaction():
            self._database.execute("UPDATE updates SET body = NULL, chat = NULL WHERE id = ?", (update_id,))
            for call in calls:
                row = (chat, call.method, json.dumps(call.arguments), call.keyboard, time.time())
                self._database.execute(
                    "INSERT INTO calls (chat, method, arguments, keyboard, made) VALUES (?, ?, ?, ?, ?)", row
                )
            self._database.execute("DELETE FROM keyboards WHERE chat = ?", (chat,))
            if keyboard is not None:
                body = {key: value for key, value in vars(keyboard).items() if key not in ("token", "message")}
                shown = (chat, keyboard.token, json.dumps(body), keyboard.message)
                self._database.execute("INSERT INTO keyboards VALUES (?, ?, ?, ?)", shown)

    def next_call(self, chat: int) -> Optional[tuple[int, Call]]:
        """The oldest call still to be made for a chat, with its number."""
        sql = "SELECT id, method, arguments, keyboard FROM calls WHERE chat = ? ORDER BY id LIMIT 1"
        row = self._database.execute(sql, (chat,)).fetchone()
        return (row[0], Call(row[1], json.loads(row[2]), row[3])) if row else None

    def made(self, number: int, call: Call, message: Optional[int] = None) -> None:
        """The call is made, or given up; ``message`` is the one it sent."""
        with self._transaction():
            self._database.execute("DELETE FROM calls WHERE id = ?", (number,))
            if call.keyboard and message:
                self._database.execute("UPDATE keyboards SET message = ? WHERE token = ?", (message, call.keyboard))

    def keyboard(self, chat: int) -> Optional[Keyboard]:
        """The open keyboard of a chat."""
        row = self._database.execute("SELECT token, body, message FROM keyboards WHERE chat = ?", (chat,)).fetchone()
        return Keyboard(token=row[0], **json.loads(row[1]), message=row[2]) if row else None

    def give_up(self, chat: int) -> None:
        """Nothing more can be sent to this chat."""
        with self._transaction():
            self._database.execute("DELETE FROM calls WHERE chat = ?", (chat,))
            self._database.execute("DELETE FROM keyboards WHERE chat = ?", (chat,))

    def move(self, chat: int, to: int) -> None:
        """The chat has another id from now on."""
        with self._transaction():
            for table in ("updates", "calls", "keyboards"):
                self._database.execute(f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (to, chat))

    def erase_older(self, seconds: float) -> None:
        """Delete what is older than this."""
        before = time.time() - seconds
        with self._transaction():
            self._database.execute("DELETE FROM updates WHERE received < ?", (before,))
            self._database.execute("DELETE FROM calls WHERE made < ?", (before,))

    def compact(self) -> None:
        """Leave nothing of what was deleted in the file's journal."""
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _transaction(self) -> sqlite3.Connection:
        self._database.execute("BEGIN IMMEDIATE")
        return self._database
