"""Looking into a file: hostile content is decoded in a process apart, with little room and time."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from investigations.files.types import LOOKED_INTO, SHAREABLE

DECODER = Path(__file__).with_name("decoder.py")
SECONDS = 20
LARGEST_RESULT = 64 * 1024 * 1024
VALUE = 300


@dataclass(frozen=True)
class Look:
    """What was found in a file: the facts embedded in it, and a picture of how it looks."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    picture: bytes = b""
    problem: str = ""


def look_at(file: IO[bytes], media_type: str) -> Look:
    """The facts embedded in a file and a re-encoded picture of it, where its type has them."""
    if media_type not in LOOKED_INTO:
        return Look()
    return _decoded("look", file, media_type)


def shareable_copy(file: IO[bytes], media_type: str) -> Look:
    """A re-encoded copy of a file, without anything that was embedded in it."""
    if media_type not in SHAREABLE:
        return Look(problem="type")
    return _decoded("share", file, media_type)


def _decoded(task: str, file: IO[bytes], media_type: str) -> Look:
    """Run the decoder on a file. Whatever happens to it there, it ends here as a problem."""
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no shell
            [sys.executable, "-I", str(DECODER), task, media_type],
            input=file.read(),
            capture_output=True,
            timeout=SECONDS,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Look(problem="time")
    head, _line, body = done.stdout.partition(b"\n")
    if done.returncode != 0 or len(done.stdout) > LARGEST_RESULT:
        return Look(problem="unreadable")
    try:
        said = json.loads(head)
    except ValueError:
        return Look(problem="unreadable")
    facts = [(str(kind), str(value)[:VALUE]) for kind, value in said["facts"]]
    return Look(facts=facts, picture=body, problem=said["problem"])
