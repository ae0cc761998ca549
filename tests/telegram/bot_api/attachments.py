"""What people send besides words, in the shape that the Bot API gives it."""

from __future__ import annotations

from typing import Any

_THUMBNAIL = {"file_id": "AAMC-thumb", "file_unique_id": "AQAD-thumb", "file_size": 901, "width": 90, "height": 90}
_PLACE = {"latitude": 40.73, "longitude": 13.9}


def _file(name: str, **fields: Any) -> dict[str, Any]:
    return {"file_id": f"BAAC-{name}", "file_unique_id": f"AgAD-{name}", "file_size": 4821, **fields}


_ANIMATION = _file("animation", width=320, height=240, duration=3, file_name="cat.mp4", mime_type="video/mp4")
_ANIMATION_AS_A_FILE = _file("animation", file_name="cat.mp4", mime_type="video/mp4")

# Each kind with the fields of the message that it fills.
ATTACHMENTS: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": _file(
            "sticker", type="regular", width=512, height=512, is_animated=False, is_video=False, emoji="👍"
        )
    },
    "photo": {"photo": [_file("small", width=90, height=67), _file("large", width=1280, height=960)]},
    "contact": {"contact": {"phone_number": "+390815551234", "first_name": "Rosa"}},
    "location": {"location": _PLACE},
    "venue": {"venue": {"location": _PLACE, "title": "Clinic", "address": "Via Roma 1"}, "location": _PLACE},
    "voice": {"voice": _file("voice", duration=3, mime_type="audio/ogg")},
    "audio": {"audio": _file("audio", duration=180, mime_type="audio/mpeg", title="Song", file_name="song.mp3")},
    "video": {"video": _file("video", width=640, height=480, duration=7, mime_type="video/mp4", thumbnail=_THUMBNAIL)},
    "video_note": {"video_note": _file("note", length=240, duration=5, thumbnail=_THUMBNAIL)},
    "animation": {"animation": _ANIMATION, "document": _ANIMATION_AS_A_FILE},
    "document": {"document": _file("document", file_name="scan.pdf", mime_type="application/pdf")},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "5404240157",
            "question": "Ice or heat?",
            "options": [
                {"persistent_id": "0", "text": "Ice", "voter_count": 0},
                {"persistent_id": "1", "text": "Heat", "voter_count": 0},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    },
}
CAN_HAVE_CAPTION = frozenset({"photo", "voice", "audio", "video", "animation", "document"})
