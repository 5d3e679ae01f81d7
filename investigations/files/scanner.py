"""The scanner for harmful software: ClamAV's daemon, asked over its socket when configured."""

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

CHUNK = 64 * 1024
PATIENCE = 30  # seconds without a word from the daemon
LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Verdict:
    """What the scanner said: clean, or the name of what it found; nothing when it did not say."""

    answered: bool
    found: str = ""
    problem: str = ""

    @property
    def clean(self) -> bool:
        return self.answered and not self.found


def scan(file: IO[bytes]) -> Verdict | None:
    """Have a file scanned; None when no scanner is configured.

    A scanner that cannot be reached, or that does not judge, leaves the file unjudged.
    """
    if not settings.CLAMD:
        return None
    try:
        with closing(_connection(settings.CLAMD)) as daemon:
            return _read(_asked(daemon, file))
    except OSError as problem:
        return Verdict(answered=False, problem=str(problem) or type(problem).__name__)


def _connection(address: str) -> socket.socket:
    """A connection to the daemon at ``unix:/path`` or ``tcp://host:port``."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(PATIENCE)
        try:
            daemon.connect(parts.path)
        except OSError:
            daemon.close()
            raise
        return daemon
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
    raise ImproperlyConfigured(f"CLAMD is {address!r}: unix:/path or tcp://host:port is expected.")


def _asked(daemon: socket.socket, file: IO[bytes]) -> bytes:
    """Send the file in chunks, each with its length before it, and read the answer."""
    file.seek(0)
    try:
        daemon.sendall(b"zINSTREAM\0")
        for chunk in _chunks(file):
            daemon.sendall(struct.pack("!L", len(chunk)) + chunk)
        daemon.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # A daemon that has heard enough says why, and hangs up.
    answer = b""
    while len(answer) < LONGEST_ANSWER and b"\0" not in answer:
        part = daemon.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _read(answer: bytes) -> Verdict:
    """``stream: OK``, ``stream: NAME FOUND``; anything else is no judgement."""
    words = answer.split(b"\0")[0].decode("ascii", "replace").strip()
    said = words.removeprefix("stream:").strip()
    if said == "OK":
        return Verdict(answered=True)
    if said.endswith(" FOUND"):
        return Verdict(answered=True, found=said.removesuffix(" FOUND")[:200] or "FOUND")
    return Verdict(answered=False, problem=said[:200] or "no answer")
