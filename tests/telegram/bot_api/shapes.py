"""Users, chats and members in the shape that the Bot API gives them."""

from __future__ import annotations

from typing import Any

_RIGHTS = """can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members
    can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories can_post_messages
    can_edit_messages""".split()
_GIFTS = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels".split()


def bot_user(user_id: int) -> dict[str, Any]:
    """The bot as others see it."""
    return {"id": user_id, "is_bot": True, "first_name": "Ischia", "username": "ischia_test_bot"}


def bot_itself(user_id: int) -> dict[str, Any]:
    """The bot as it sees itself; its privacy mode is off, so that it reads all that is said in a group."""
    powers = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
    return {**bot_user(user_id), **powers, "can_connect_to_business": False, "has_main_web_app": False}


def private_chat(user: dict[str, Any]) -> dict[str, Any]:
    """The chat of the bot with ``user`` alone."""
    names = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
    return {"id": user["id"], "type": "private", **names}


def full_chat(chat: dict[str, Any]) -> dict[str, Any]:
    """What getChat tells of ``chat``."""
    gifts = {name: chat["type"] == "private" for name in _GIFTS}
    return {**chat, "accent_color_id": 3, "max_reaction_count": 11, "accepted_gift_types": gifts}


def member(user: dict[str, Any], status: str) -> dict[str, Any]:
    """``user`` as a member of a chat."""
    if status == "administrator":
        return {"user": user, "status": status, "can_be_edited": False, "is_anonymous": False} | dict.fromkeys(
            _RIGHTS, True
        )
    return {"user": user, "status": status} | ({"until_date": 0} if status == "kicked" else {})
