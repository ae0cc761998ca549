"""The built file, and the parts of its source that need no page."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest

from tests.serving import ROOT

WEB = ROOT / "bot" / "web"
SOURCES = sorted((WEB / "src").rglob("*.ts*"))
LIMIT = 30 * 1024

pytestmark = pytest.mark.slow


def test_the_source_builds_to_the_file_that_is_served(node_modules: Path) -> None:
    checked = subprocess.run(["scripts/widget", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_file_is_small() -> None:
    assert len(gzip.compress((WEB / "ischia.js").read_bytes())) <= LIMIT


def test_pure_functions(node_modules: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "functions.mjs"
    build = [node_modules / ".bin" / "esbuild", "tests/web/functions.ts", "--bundle", "--platform=node", "--format=esm"]
    subprocess.run([*build, f"--outfile={bundle}", "--log-level=error"], cwd=ROOT, check=True)
    tested = subprocess.run(["node", "--test", bundle], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize("pattern", [r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", r"style=", r"\beval\("])
def test_the_source_makes_no_markup_from_text(pattern: str) -> None:
    assert [path.name for path in SOURCES if re.search(pattern, path.read_text(encoding="utf-8"))] == []


def test_every_sentence_stands_in_the_file_of_strings() -> None:
    inline = re.compile(r">\s*[A-Z][a-z]+ [a-z]+[^<{]*<")
    assert [path.name for path in SOURCES if inline.search(path.read_text(encoding="utf-8"))] == []


def test_the_lock_file_names_no_place_to_download_from() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
