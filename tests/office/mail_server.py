"""A mail server of our own: takes, refuses, drops and dawdles as a test asks."""

import socketserver
import threading
import time
from contextlib import contextmanager


class Server(socketserver.ThreadingTCPServer):
    """What it took is in ``accepted``; the behaviours below are changed by tests."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.accepted = []
        self.seen = threading.Event()
        self.refusals = {}  # recipient: the answer to RCPT
        self.answer = b"250 2.0.0 Ok: queued as 4F2\r\n"
        self.drops = 0  # how many messages are taken without a word, and the connection closed
        self.pause = 0.0  # seconds between the last byte and the answer
        self.greeting = b"220 mail.test ready\r\n"

    @property
    def port(self):
        return self.server_address[1]


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        server = self.server
        self.say(server.greeting)
        recipient = ""
        while line := self.rfile.readline():
            word = line.decode("latin-1").strip()
            verb = word.split(" ")[0].split(":")[0].upper()
            if verb == "QUIT":
                self.say(b"221 bye\r\n")
                return
            if verb == "RCPT":
                recipient = word.partition("<")[2].partition(">")[0]
                self.say(server.refusals.get(recipient, b"250 ok\r\n"))
            elif verb == "DATA":
                self.say(b"354 go on\r\n")
                if not self.take(recipient):
                    return
            else:
                self.say(b"250 ok\r\n")

    def take(self, recipient):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        server = self.server
        if not server.answer.startswith(b"250"):
            self.say(server.answer)
            return True
        server.accepted.append((recipient, b"".join(lines)))
        server.seen.set()
        time.sleep(server.pause)
        if server.drops:
            server.drops -= 1
            return False
        self.say(server.answer)
        return True

    def say(self, words):
        try:
            self.wfile.write(words)
        except OSError:
            return


@contextmanager
def running():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
