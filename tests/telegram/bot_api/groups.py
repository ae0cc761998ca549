"""Groups, supergroups and channels."""

from __future__ import annotations

from typing import Any

from tests.telegram.bot_api.handlers import bot_becomes
from tests.telegram.bot_api.people import Person, Room, words
from tests.telegram.bot_api.world import Chat, World


class Group(Room):
    """A chat with many people; in a channel, what is said comes from the channel itself."""

    def __init__(self, world: World, title: str, kind: str = "group") -> None:
        assert kind in ("group", "supergroup", "channel"), kind
        number = world.next_user_id()
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        super().__init__(world, Chat({"id": chat_id, "type": kind, "title": title}))
        self.kind = kind

    def adds_bot(self, by: Person) -> int:
        """The id of the update that tells the bot; in groups a message says it too."""
        with self.world.changed:
            status = "administrator" if self.kind == "channel" else "member"
            update_id = bot_becomes(self.world, self.id, status, by=by.user)
            if self.kind != "channel":
                self._says(**{"from": by.user, "new_chat_members": [self.world.bot]})
            return update_id

    def kicks_bot(self, by: Person) -> int:
        """Puts the bot out."""
        return bot_becomes(self.world, self.id, "kicked", by=by.user)

    def person_says(self, person: Person, text: str, **extra: Any) -> int:
        """What ``person`` writes here."""
        if self.kind == "channel":
            return self._says("channel_post", sender_chat=self.chat.shape, **words(text), **extra)
        return self._says(**{"from": person.user, **words(text), **extra})

    def migrates(self) -> Group:
        """The supergroup that the group becomes."""
        with self.world.changed:
            new = Group(self.world, self.chat.shape["title"], "supergroup")
            new.chat.bot_is = self.chat.bot_is
            self.chat.moved_to = new.id
            self._says(sender_chat=self.chat.shape, migrate_to_chat_id=new.id)
            new._says(sender_chat=new.chat.shape, migrate_from_chat_id=self.id)
            return new
