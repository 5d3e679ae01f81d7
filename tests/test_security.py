"""No page without signing in, and the security headers on every answer."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, path, reverse

from accounts.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

# Open to everyone: signing in, the language of the page, and the health of the service.
PUBLIC = {"login", "admin:login", "set_language", "health"}
DOORS = ("/accounts/sign-in/?next=", "/admin/login/?next=")
SAMPLES = {"app_label": "permits", "url": "anything/"}
HEADERS = {
    "Content-Security-Policy": "base-uri 'none'; connect-src 'self'; default-src 'none'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; "
    "script-src 'self'; style-src 'self'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def routes(resolver=None, namespace="", given=()):
    """Every route of the site: its name with its namespace, its view, and its parameters."""
    for each in (resolver or get_resolver()).url_patterns:
        parameters = dict(given) | {
            name: 1 if type(converter).__name__ == "IntConverter" else "x"
            for name, converter in each.pattern.converters.items()
        }
        if isinstance(each, URLResolver):
            inside = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from routes(each, inside, parameters)
        else:
            if hasattr(each.pattern, "_regex"):
                parameters |= {
                    name: SAMPLES[name] for name in each.pattern.regex.groupindex if name in SAMPLES
                }
            yield f"{namespace}{each.name}", each.callback, parameters


ROUTES = list(routes())


def test_only_these_views_are_open_to_whoever_has_not_signed_in():
    opened = {
        name for name, view, _parameters in ROUTES if not getattr(view, "login_required", True)
    }

    assert opened == PUBLIC


def test_every_address_asks_to_sign_in(client):
    asked = 0
    for name, _view, parameters in ROUTES:
        if name in PUBLIC or name.endswith(":None"):
            continue
        address = reverse(name, kwargs=parameters)
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code == 302, (name, address)
            assert response.url.startswith(("/accounts/sign-in/?next=", "/admin/login/?next=")), (
                name
            )
            asked += 1
    assert asked > 100


def test_signing_in_leads_to_the_page_that_was_asked_for(client):
    person = make.user(Role.PERMIT_OFFICER)
    asked = client.get("/permits/").url

    response = client.post(
        asked, {"username": person.username, "password": "a long pass phrase", "next": "/permits/"}
    )

    assert (response.status_code, response.url) == (302, "/permits/")


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client, target):
    person = make.user()

    response = client.post(
        f"{reverse('login')}?next={target}",
        {"username": person.username, "password": "a long pass phrase", "next": target},
    )

    assert response.url == "/"


def fails(request):
    raise RuntimeError("This view fails.")


def answers(client, sign_in):
    """An answer of each kind: page, redirect, form, error, refusal, data, administration."""
    auditor = sign_in(make.user(Role.AUDITOR, is_staff=True))
    auditor.raise_request_exception = False
    yield 200, client.get(reverse("login"))
    yield 200, client.post(reverse("login"), {"username": "x", "password": "y"})
    yield 302, client.get("/")
    yield 404, client.get("/nowhere/")
    yield 200, client.get(reverse("health"))
    yield 302, client.post(reverse("set_language"), {"language": "fr-ca"})
    yield 400, client.get("/", headers={"host": "evil.example"})
    yield 200, auditor.get("/")
    yield 200, auditor.get(reverse("audit:entry_list"))
    yield 404, auditor.get(reverse("audit:entry_detail", args=[999_999]))
    yield 405, auditor.get(reverse("logout"))
    yield 500, auditor.get("/fails/")
    yield 200, auditor.get("/admin/")
    yield 404, auditor.get("/admin/nowhere/")
    yield 403, sign_in(make.user()).get(reverse("audit:entry_list"))


def test_every_kind_of_answer_carries_the_security_headers(client, sign_in, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = (*get_resolver().url_patterns, path("fails/", fails))
    for status, response in answers(client, sign_in):
        assert response.status_code == status, response.request
        policy = "; ".join(sorted(response.headers["Content-Security-Policy"].split("; ")))
        carried = {name: response.headers.get(name) for name in HEADERS}
        assert carried | {"Content-Security-Policy": policy} == HEADERS, response.request


def test_a_form_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    person = make.user()

    response = client.post(
        reverse("login"), {"username": person.username, "password": "a long pass phrase"}
    )

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session
