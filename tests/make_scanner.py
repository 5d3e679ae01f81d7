"""A small scanner that speaks clamd's protocol over a real socket: a peer, not a pretence."""

import socket
import struct
import threading
from contextlib import contextmanager

HARMFUL = b"this-is-harmful"  # what this scanner looks for


class Scanner:
    """Answers INSTREAM as clamd does; ``says`` replaces its judgement."""

    def __init__(self, listening, *, says=None, hangs_up_after=None):
        self.listening, self.says, self.hangs_up_after = listening, says, hangs_up_after
        self.received = []
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self):
        while True:
            try:
                peer, _address = self.listening.accept()
            except OSError:
                return
            with peer:
                self._answer(peer)

    def _answer(self, peer):
        stream = peer.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(size)
            if self.hangs_up_after is not None and len(content) > self.hangs_up_after:
                peer.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.received.append(content)
        verdict = b"stream: Test.Harmful FOUND" if HARMFUL in content else b"stream: OK"
        peer.sendall((verdict if self.says is None else self.says) + b"\0")


@contextmanager
def scanner_at(settings, folder=None, **options):
    """A scanner that listens, on a unix socket in a folder or else on TCP, and is configured."""
    if folder is None:
        listening = socket.create_server(("127.0.0.1", 0))
        settings.CLAMD = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    else:
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(str(folder / "clamd.ctl"))
        listening.listen()
        settings.CLAMD = f"unix:{folder / 'clamd.ctl'}"
    scanner = Scanner(listening, **options)
    scanner.thread.start()
    try:
        yield scanner
    finally:
        listening.shutdown(socket.SHUT_RDWR) if folder else None
        listening.close()
