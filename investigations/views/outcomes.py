"""What an act returned, for pages that go on from it in a way of their own."""

from django.core.exceptions import ValidationError

from investigations.views.acting import refuse


def outcome(request, form, act):
    """The result of an act that a good form asks for; None where its page is shown, or again."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except ValidationError as refusal:
        refuse(form, refusal)
        return None
