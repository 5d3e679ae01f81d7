"""How the page of an act ends: done, with what happened in a sentence, or shown again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect


def done(request, form, act, *, said, to=None):
    """Act on a valid form and go on; None when the page is to be shown, or shown again.

    ``said`` makes a sentence of what the act returned; ``to`` says where to go, the act's own
    record when it is not given.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        result = act(**form.cleaned_data)
    except ValidationError as refusal:
        refuse(form, refusal)
        return None
    messages.success(request, said(result))
    return redirect(to or result)


def refuse(form, refusal):
    """Put what an action refuses beside its fields; what the form does not ask stands above."""
    asked = getattr(refusal, "error_dict", {})
    known = {name: errors for name, errors in asked.items() if name in form.fields}
    for name, errors in known.items():
        form.add_error(name, errors)
    if not asked:
        form.add_error(None, refusal)
    for name in asked.keys() - known.keys():
        form.add_error(None, asked[name])
