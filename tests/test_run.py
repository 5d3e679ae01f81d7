"""The `run` script: what it says, and what it decides before it starts anything."""

import importlib.util
import os
import socket
import stat
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import environ
import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "run"
run = importlib.util.module_from_spec(
    importlib.util.spec_from_loader("run", SourceFileLoader("run", str(SCRIPT)))
)
run.__loader__.exec_module(run)


def call(*arguments):
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False
    )


# What it says


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_the_help_names_every_command(arguments):
    answer = call(*arguments)

    assert (answer.returncode, answer.stderr) == (0, "")
    for command in ("demo [--fresh] [--port N]", "test [ARGS]", "manage ARGS", "bench [ARGS]"):
        assert f"\n  {command} " in answer.stdout


def test_an_unknown_command_is_answered_with_the_known_ones():
    answer = call("dmeo")

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr == f"run: there is no command “dmeo”.\n\n{run.USAGE}\n"


def test_an_old_python_is_told_which_one_is_needed():
    run.refuse_old_python((3, 11, 0))
    with pytest.raises(run.Problem, match=r"3\.11 or newer is needed; this is Python 3\.8"):
        run.refuse_old_python((3, 8, 18))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "", "²"])
def test_a_port_that_cannot_be_served_on_is_refused_by_name(port):
    with pytest.raises(run.argparse.ArgumentTypeError, match="from 1 to 65535"):
        run.port_number(port)


# Set-up is skipped when nothing changed


def test_the_stamp_follows_the_interpreter_and_every_requirement_file(tmp_path):
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("Django==5.2.19\n")
    two.write_text("ruff==0.17.6\n")
    first = run.stamp("3.11.7", [one, two])

    assert run.stamp("3.11.7", [one, two]) == first
    assert run.stamp("3.12.1", [one, two]) != first
    assert run.stamp("3.11.7", [one]) != first
    two.write_text("ruff==0.17.7\n")
    assert run.stamp("3.11.7", [one, two]) != first


def test_a_made_file_is_stale_when_missing_or_older_than_a_source(tmp_path):
    source, made = tmp_path / "django.po", tmp_path / "django.mo"
    source.touch()
    assert run.is_stale(made, [source])

    made.touch()
    os.utime(source, (100, 100))
    os.utime(made, (200, 200))
    assert not run.is_stale(made, [source])

    os.utime(source, (300, 300))
    assert run.is_stale(made, [source])


# The demonstration


def test_a_free_port_is_taken_as_asked():
    with run.listen(0) as probe:
        port = probe.getsockname()[1]

    with run.listen(port) as door:
        assert door.getsockname() == ("127.0.0.1", port)


def test_another_port_is_taken_when_the_one_asked_for_is_in_use():
    with run.listen(0) as first, run.listen(first.getsockname()[1]) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        for door in (first, second):
            socket.create_connection(door.getsockname(), timeout=2).close()


def test_two_may_serve_the_demonstration_but_neither_may_begin_it_anew(tmp_path):
    path = tmp_path / "lock"
    first = run.hold(path, alone=True)
    run.fcntl.flock(first, run.fcntl.LOCK_SH)
    second = run.hold(path, alone=False)

    with pytest.raises(run.Problem, match="stop it first"):
        run.hold(path, alone=True)
    os.close(first)
    os.close(second)


def test_beginning_anew_removes_the_demonstration_and_nothing_else(tmp_path):
    for name in ("demo.sqlite3", "demo.sqlite3-wal", "demo.sqlite3-shm", "db.sqlite3"):
        (tmp_path / name).touch()
    (tmp_path / "demo-files" / "ab").mkdir(parents=True)

    run.forget_demonstration(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["db.sqlite3"]

    run.forget_demonstration(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["db.sqlite3"]


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "secret"
    secret = run.kept_secret(path)

    assert len(secret) >= 50
    assert run.kept_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_demonstration_never_touches_a_configured_database():
    env = run.demonstration_environment(
        {"PATH": "/bin", "DATABASE_URL": "postgres://production", "DEBUG": "1"}, secret="quiet"
    )

    assert env == {
        "PATH": "/bin",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DATABASE_URL": run.sqlite_url(run.ROOT / "demo.sqlite3"),
        "DJANGO_PROFILE": "demonstration",
        "EVIDENCE_ROOT": str(run.ROOT / "demo-files"),
        "MAIL_FOLDER": str(run.ROOT / "demo-files" / "outgoing-mail"),
        "SECRET_KEY": "quiet",
        "WORK_IN_PLACE": "0",
    }


def test_the_worker_beside_the_server_ends_with_it(tmp_path):
    """Whatever ends the server, also a kill, leaves no worker behind."""
    starting = (
        "import importlib.machinery, importlib.util, os, sys\n"
        f"loader = importlib.machinery.SourceFileLoader('run', {str(run.ROOT / 'run')!r})\n"
        "spec = importlib.util.spec_from_loader('run', loader)\n"
        "run = importlib.util.module_from_spec(spec); loader.exec_module(run)\n"
        "print(run.start_worker(dict(os.environ)).pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    env = {**os.environ, "DATABASE_URL": run.sqlite_url(tmp_path / "empty.sqlite3")}
    server = subprocess.Popen(
        [sys.executable, "-c", starting],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    worker = int(server.stdout.readline())
    os.kill(worker, 0)

    server.kill()

    # The worker holds the same end of this: it is read to its end when both are gone.
    server.communicate(timeout=120)


@pytest.mark.parametrize("path", ["/srv/demo.sqlite3", "/home/My Files/50% é?#/demo.sqlite3"])
def test_a_database_in_any_folder_can_be_named(path):
    assert environ.Env.db_url_config(run.sqlite_url(Path(path)))["NAME"] == path


# The tests


def test_the_tests_ignore_how_the_machine_is_configured():
    env = run.test_environment(
        {"PATH": "/bin", "DJANGO_PROFILE": "production", "TEST_DB_SUFFIX": "x"},
        "postgres://localhost/x",
        "/usr/bin/chromium",
    )

    assert env == {
        "PATH": "/bin",
        "TEST_DB_SUFFIX": "x",
        "DATABASE_URL": "postgres://localhost/x",
        "CHROMIUM": "/usr/bin/chromium",
    }


def test_a_named_browser_is_used_or_none():
    assert run.find_browser({"CHROMIUM": sys.executable}) == sys.executable
    assert run.find_browser({"CHROMIUM": "/nowhere/chromium"}) == ""


REPORT = """<testsuites><testsuite>
<testcase classname="tests.audit.test_ledger" name="a"/>
<testcase classname="tests.audit.test_ledger" name="b"><failure message="m">f</failure></testcase>
<testcase classname="tests.browser.test_pages" name="c"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


def test_outcomes_are_read_from_the_report():
    assert run.outcomes(REPORT) == [
        ("tests.audit.test_ledger", "passed"),
        ("tests.audit.test_ledger", "failure"),
        ("tests.browser.test_pages", "skipped"),
    ]


LEDGER = ("tests.audit.test_ledger", "passed")
PAGES = ("tests.browser.test_pages", "passed")
UNSEEN = ("tests.browser.test_pages", "skipped")


@pytest.mark.parametrize(
    ("status", "outcomes", "arguments", "verdict"),
    [
        (0, [LEDGER, PAGES], [], (True, "passed: 2 passed, browser tests: 1 ran, 0 skipped")),
        (1, [LEDGER], ["tests/audit"], (False, "failed: 1 passed, browser tests: none chosen")),
        (
            0,
            [LEDGER, UNSEEN],
            [],
            (True, "passed: 1 passed, 1 skipped, browser tests: 0 ran, 1 skipped"),
        ),
    ],
)
def test_a_run_is_judged_by_its_status(status, outcomes, arguments, verdict):
    assert run.judge(status, outcomes, arguments, {}) == verdict


@pytest.mark.parametrize(
    ("outcomes", "arguments", "verdict"),
    [
        ([LEDGER, PAGES], [], True),
        ([LEDGER, PAGES, UNSEEN], [], False),
        ([LEDGER], [], False),
        ([LEDGER], ["tests/audit"], True),
        ([UNSEEN], ["tests/browser"], False),
    ],
)
def test_a_required_browser_must_have_been_used(outcomes, arguments, verdict):
    passed, line = run.judge(0, outcomes, arguments, {"REQUIRE_BROWSER": "1"})

    assert passed is verdict
    assert line.endswith(", but are required") is not verdict
