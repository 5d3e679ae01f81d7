"""Files that a job writes part by part: after a kill each goes on where its last step left it."""

import os
from pathlib import Path

from django.core.files.storage import default_storage


class Draft:
    """A file in the making. What a step that was killed wrote is written over by the next."""

    def __init__(self, name: str) -> None:
        self.path = Path(default_storage.path(f"drafts/{name}"))

    def reaches(self, place: int) -> bool:
        """Whether everything up to a place is there; on another machine it may not be."""
        return self.path.exists() and self.path.stat().st_size >= place

    def write(self, place: int, content: bytes) -> None:
        """Put a part at its place; whatever stood there and behind it goes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "r+b" if place else "wb") as file:
            file.truncate(place)
            file.seek(place)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
