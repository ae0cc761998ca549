"""A content folder small enough to break in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import ContentError, load_knowledge

SMALL = Path(__file__).parent / "small_content"


class Content:
    """A copy of the small content folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for source in SMALL.rglob("*.yml"):
            target = folder / source.relative_to(SMALL)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())

    def change(self, file: str, old: str, new: str) -> int:
        """Replace a text that stands once; the line it stood on."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line_of(self, file: str, words: str) -> int:
        """The line some words stand on now."""
        text = (self.folder / file).read_text(encoding="utf-8")
        return text[: text.index(words)].count("\n") + 1

    def problems(self) -> list[str]:
        """What the loader says is wrong."""
        try:
            load_knowledge(self.folder)
        except ContentError as error:
            return error.problems
        return []


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """A content folder in which nothing is wrong yet."""
    return Content(tmp_path / "content")
