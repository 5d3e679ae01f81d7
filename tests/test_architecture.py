"""The house keeps its shape: imports point down, rooms stay small, nothing goes unguarded."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.urls import URLResolver, get_resolver

from accounts.roles import PERMISSIONS
from audit import triggers
from audit.models import (
    Entry,
    Event,
    HistoricalRow,
    Number,
    Seal,
    Unfinished,
    history_of,
    is_record,
)
from office.models import Delivery, Job
from permits.models import StockFigure, Stocktake

ROOT = Path(__file__).parent.parent
STOREYS = [
    "audit",
    "accounts",
    "office",
    "permits",
    "investigations",
    "decisions",
    "regime",
    "applications",
    "exportcontrol",
]
ROOMS = ["models", "rules", "actions", "forms", "filters", "views", "urls"]
FILES = [
    path
    for storey in STOREYS
    for path in sorted((ROOT / storey).rglob("*.py"))
    if "migrations" not in path.parts
]
# Entries and what explains them; figures worked out from the record, made anew at any time; what
# workers lease, whose acts are recorded where they are done.
NOT_AUDITED = {Entry, Seal, Unfinished, Number, Stocktake, StockFigure, Job, Delivery}
# Whoever is signed in may open these; the sign-in page and the health end point, anyone.
NEED_NO_PERMISSION = {
    "home",
    "health",
    "set_language",
    "login",
    "logout",
    "password_change",
    "password_change_done",
}
KEPT_OUT = [
    "SimpleHistoryAdmin",
    "mark_safe",
    "SafeString",
    "csrf_exempt",
    "GenericForeignKey",
    "list_editable",
    "threading.local",
    "@receiver",
    "import *",
]


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


@cache
def imports(path):
    """Every module of ours that a file imports, at its top or inside a function."""
    package = ".".join(path.relative_to(ROOT).parts[:-1])
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*above, node.module or ""] if node.level else [node.module]).strip(".")
            names |= {base} | {f"{base}.{name.name}" for name in node.names}
    return {found for name in names if (found := _module_holding(name))}


def _module_holding(name):
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name if "." in name else ""


def storey_of(module):
    return STOREYS.index(module.split(".")[0])


def room_of(module):
    """The number of a module's room, or None for a module that is no room, such as ``codes``."""
    room = module.split(".")[1]
    return ROOMS.index(room) if room in ROOMS else None


def rooms_reached(module, seen):
    """The rooms of its own storey that a module imports, also through modules that are no room."""
    for other in imports(MODULES[module]):
        if storey_of(other) == storey_of(module) and other not in seen:
            seen.add(other)
            yield other
            if room_of(other) is None:
                yield from rooms_reached(other, seen)


@pytest.mark.parametrize("module", [name for name in MODULES if "." in name])
def test_imports_point_down(module):
    above = [name for name in imports(MODULES[module]) if storey_of(name) > storey_of(module)]
    assert above == [], f"{module} imports a storey above it"

    if room_of(module) is not None:
        rooms = [name for name in rooms_reached(module, {module}) if room_of(name) is not None]
        higher = [name for name in rooms if room_of(name) > room_of(module)]
        assert higher == [], f"{module} imports a room above it"


def test_the_house_is_seen_whole():
    """The test above would hold in an empty house."""
    assert "audit.ledger" in imports(MODULES["accounts.models"])
    assert "permits.models.permits" in imports(MODULES["permits.models.orders"])
    assert room_of("permits.actions.orders") > room_of("permits.rules")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_stay_small(path):
    source = path.read_text()
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [f.name for f in functions if f.end_lineno - f.lineno + 1 > 40]

    assert len(source.splitlines()) <= 400
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_kept_out_stays_out(path):
    source = path.read_text()
    assert [word for word in KEPT_OUT if word in source] == []


def test_templates_trust_no_text():
    unsafe = re.compile(r"\|\s*safe\b|autoescape off|<style|style=\"| on[a-z]+=\"|<script>")
    pages = sorted((ROOT / "templates").rglob("*.html"))

    assert pages
    assert [str(page.relative_to(ROOT)) for page in pages if unsafe.search(page.read_text())] == []


def our_models():
    return [
        model
        for storey in STOREYS
        for model in apps.get_app_config(storey).get_models()
        if not issubclass(model, HistoricalRow)
    ]


def test_every_model_is_a_record_or_an_event():
    """What is neither is named here, and explains itself."""
    other = {
        model for model in our_models() if not is_record(model) and not issubclass(model, Event)
    }
    assert other == NOT_AUDITED


@pytest.mark.django_db
def test_every_audited_model_has_its_triggers():
    installed = triggers.installed(connection)
    guarded = {
        table
        for table in connection.introspection.table_names()
        if f"ledger_{table}_insert" in installed
    }
    audited = [model for model in our_models() if model not in NOT_AUDITED]
    histories = [history_of(model) for model in audited if is_record(model)]

    assert len(histories) > 10
    assert {model._meta.db_table for model in [*audited, *histories, Seal]} <= guarded
    assert triggers.differences(connection) == []


def test_the_librarys_own_history_writer_is_off():
    assert settings.SIMPLE_HISTORY_ENABLED is False


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_nothing_is_deleted_along_with_something_else(model):
    keys = [field for field in model._meta.local_fields if isinstance(field, models.ForeignKey)]
    assert {key.remote_field.on_delete for key in keys} <= {models.PROTECT}


def routes(resolver=None, namespace=""):
    """Every route of the site except the admin's: its name with namespace, and its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from routes(pattern, f"{pattern.namespace}:" if pattern.namespace else "")
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def declared_permissions(view):
    """The permissions that a view's decorators ask for, read from the decorators themselves."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or []:
            test = cell.cell_contents
            if getattr(test, "__qualname__", "").startswith("permission_required.<locals>"):
                held = dict(
                    zip(
                        test.__code__.co_freevars,
                        (inner.cell_contents for inner in test.__closure__),
                        strict=True,
                    )
                )
                yield from held["perms"]
                assert held["raise_exception"] is True, "who may not enter is told so"
        view = getattr(view, "__wrapped__", None)


def test_every_view_declares_a_permission_that_some_role_gives():
    given = frozenset().union(*PERMISSIONS.values())
    asked = {name: set(declared_permissions(view)) for name, view in routes()}

    assert {"home", "login", "health"} <= asked.keys()
    assert {name for name, wanted in asked.items() if not wanted} <= NEED_NO_PERMISSION
    assert {name: wanted - given for name, wanted in asked.items() if wanted - given} == {}


def test_a_view_and_its_route_have_one_name():
    differing = {
        name: view.__name__
        for name, view in routes()
        if ":" in name and name.split(":")[1] != view.__name__
    }
    assert differing == {}
