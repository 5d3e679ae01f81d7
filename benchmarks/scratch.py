"""Scratch databases: made once, copied for each measurement, and removed at the end."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

USUAL = ["postgres://postgres@127.0.0.1:5432/postgres", "postgres://127.0.0.1:5432/postgres"]


class SQLite:
    """Databases that are files in a temporary folder."""

    name = "SQLite"

    def __init__(self, folder):
        self.folder = folder

    def url(self, database):
        return f"sqlite:///{self._file(database)}"

    def create(self, database):
        """An empty file becomes a database when it is first written to."""

    def copy(self, source, target):
        with sqlite3.connect(self._file(source)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(self._file(source), self._file(target))

    def drop(self, database):
        for file in self.folder.glob(f"{database}.sqlite3*"):
            file.unlink()

    def _file(self, database):
        return self.folder / f"{database}.sqlite3"


class PostgreSQL:
    """Databases of a server, each with the prefix of this run."""

    name = "PostgreSQL"

    def __init__(self, address):
        self.address = address
        self.prefix = f"bench_{os.getpid()}_"

    def url(self, database):
        return self.address.rsplit("/", 1)[0] + f"/{self.prefix}{database}"

    def create(self, database):
        self._run("CREATE DATABASE {}", database)

    def copy(self, source, target):
        # Copying files ends with a checkpoint: no measurement pays for writing out the copy.
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", target, source)

    def drop(self, database):
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def _run(self, statement, *databases):
        names = [sql.Identifier(self.prefix + database) for database in databases]
        with psycopg.connect(make_conninfo(self.address), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*names))


@contextmanager
def sqlite():
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield SQLite(Path(folder))


@contextmanager
def postgresql():
    """The server named by BENCH_DATABASE_URL, or else a local one; None when none answers."""
    named = os.environ.get("BENCH_DATABASE_URL")
    for address in [named] if named else USUAL:
        try:
            psycopg.connect(make_conninfo(address), connect_timeout=2).close()
        except psycopg.OperationalError:
            continue
        yield PostgreSQL(address)
        return
    yield None


@contextmanager
def database(server, name, copy_of=None):
    """A database that is there while it is needed: empty, or a copy of another."""
    server.drop(name)
    if copy_of:
        server.copy(copy_of, name)
    else:
        server.create(name)
    try:
        yield
    finally:
        server.drop(name)
