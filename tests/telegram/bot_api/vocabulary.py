"""The words that the Bot API knows: kinds of updates, entities, chat actions, scopes and buttons."""

UPDATE_TYPES = frozenset(
    """message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages message_reaction message_reaction_count inline_query
    chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer
    my_chat_member chat_member chat_join_request chat_boost removed_chat_boost""".split()
)
ONLY_WHEN_ASKED_FOR = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

# Each kind of entity with the fields that it has besides type, offset and length.
ENTITIES: dict[str, dict[str, type]] = {
    **{name: {} for name in "mention hashtag cashtag bot_command url email phone_number".split()},
    **{
        name: {} for name in "bold italic underline strikethrough spoiler code blockquote expandable_blockquote".split()
    },
    "pre": {"language": str},
    "text_link": {"url": str},
    "text_mention": {"user": dict},
    "custom_emoji": {"custom_emoji_id": str},
}
MAY_BE_LEFT_OUT = frozenset({"language"})

CHAT_ACTIONS = frozenset(
    """typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
    find_location record_video_note upload_video_note""".split()
)

# Each scope of commands with what it needs.
SCOPES: dict[str, frozenset[str]] = {
    "default": frozenset(),
    "all_private_chats": frozenset(),
    "all_group_chats": frozenset(),
    "all_chat_administrators": frozenset(),
    "chat": frozenset({"chat_id"}),
    "chat_administrators": frozenset({"chat_id"}),
    "chat_member": frozenset({"chat_id", "user_id"}),
}

# What a button of an inline keyboard does: exactly one of these.
BUTTON_DEEDS = frozenset(
    """callback_data url web_app login_url switch_inline_query switch_inline_query_current_chat
    switch_inline_query_chosen_chat copy_text callback_game pay""".split()
)
BUTTON_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
