"""A real Chromium before the demonstration, served as in production from a database of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
# Playwright keeps an event loop in this thread; the database is used between its calls only.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
WIDTHS = {"desktop": 1280, "narrow": 390}


def _free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextmanager
def _scratch_database(folder):
    """The address of an empty database on the engine under test, gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'browser.sqlite3'}"
        return
    import psycopg

    name = f"browser_{os.getpid()}"
    parameters = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in {"host", "port", "user", "password"}
    }
    with psycopg.connect(**parameters, dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        user, password = parameters.get("user", ""), parameters.get("password", "")
        secret = f":{password}" if password else ""
        host = f"{parameters.get('host', '127.0.0.1')}:{parameters.get('port', 5432)}"
        try:
            yield f"postgres://{user}{secret}@{host}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _serve(environment, port, log):
    server = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "exportcontrol.wsgi", "--threads", "4",
            "--bind", f"127.0.0.1:{port}",
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )  # fmt: skip
    for _attempt in range(100):
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2)
            return server
        time.sleep(0.2)
    server.kill()
    raise AssertionError("the demonstration did not start")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the demonstration, freshly loaded; what tests do there, they share."""
    folder = tmp_path_factory.mktemp("site")
    with (folder / "log.txt").open("w") as log, _scratch_database(folder) as database:
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "DJANGO_PROFILE": "demonstration",
            "SECRET_KEY": "a-secret-for-one-run-of-the-browser-tests-and-nothing-else",
            "EVIDENCE_ROOT": str(folder / "files"),
            "MAIL_FOLDER": str(folder / "mail"),
            "STATIC_ROOT": str(folder / "static"),
        }
        for command in ("migrate", "collectstatic --noinput", "load_demonstration"):
            subprocess.run(
                [sys.executable, "manage.py", *command.split()],
                cwd=ROOT, env=environment, check=True, stdout=log, stderr=log,
            )  # fmt: skip
        port = _free_port()
        server = _serve(environment, port, log)
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine (set CHROMIUM)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """A person in a browser of their own, who signs in by the page and notices every complaint."""

    def __init__(self, chromium, site, *, width=1280, javascript=True):
        self.site = site
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))

    def _listen(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def sign_in(self, username):
        from exportcontrol.demonstration.people import PASSWORD

        self.go("/accounts/sign-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        return self._click(self.page.locator("main form button.govuk-button"))

    def speak(self, language):
        """Switch the language of the page one is on."""
        if self.page.locator("html").get_attribute("lang") != language:
            self._click(self.page.locator(f"header button[value={language}]"))
        return self

    def go(self, path):
        self.page.goto(path if path.startswith("http") else f"{self.site}{path}")
        return self

    def status_of(self, path):
        """How the site answers this person at an address, without going there."""
        return self.page.request.get(f"{self.site}{path}", max_redirects=0).status

    @property
    def path(self):
        return self.page.url.removeprefix(self.site)

    @property
    def text(self):
        """What the page says, below its frame; runs of white space count as one space."""
        return " ".join(self.page.locator("main").inner_text().split())

    def follow(self, words):
        """Go where the first link with exactly these words leads, also one that looks a button."""
        exactly = re.compile(rf"^\s*{re.escape(words)}\s*$")
        return self._click(self.page.locator("a", has_text=exactly).first)

    def press(self, words):
        return self._click(self.page.locator("main").get_by_role("button", name=words, exact=True))

    def _click(self, way):
        """Click on what leads to a page, and wait until that page is there."""
        with self.page.expect_navigation():
            way.click()
        return self

    def answer(self, **answers):
        """Fill fields by their names, rather those of an act than those of a question.

        Choices are given by value, and boxes ticked with True.
        """
        for name, given in answers.items():
            named = f"[name='{name}']:not([type=hidden])"
            of_act = self.page.locator(f"main form[method=post] {named}")
            field = of_act if of_act.count() else self.page.locator(f"main {named}")
            kind = field.first.get_attribute("type")
            if kind == "radio":
                field.and_(self.page.locator(f"[value='{given}']")).check()
            elif kind == "checkbox":
                field.set_checked(given)
            elif kind == "file":
                field.set_input_files(given)
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(given)
            else:
                field.fill(given)
        return self

    def choose(self, words):
        """Choose the radio whose label begins with these words."""
        self.page.locator("main").get_by_role("radio", name=re.compile(rf"^{words}")).check()
        return self

    def reason_against(self, act):
        """Why an act is offered as a disabled button only."""
        shown = self.page.locator("li.act", has=self.page.get_by_role("button", name=act))
        assert shown.get_by_role("button", name=act).is_disabled()
        return " ".join(shown.locator(".refusals").inner_text().split())

    def close(self):
        self.context.close()


@pytest.fixture
def visitor(chromium, site):
    """Opens browsers for people: ``visitor("officer", language="fr-ca", width=390)``."""
    opened = []

    def open_for(username=None, *, language="en-ca", **options):
        person = Visitor(chromium, site, **options)
        opened.append(person)
        if username:
            person.sign_in(username).speak(language)
        return person

    yield open_for
    for person in opened:
        person.close()
