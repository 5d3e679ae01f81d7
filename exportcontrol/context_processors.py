"""What the frame of every page knows."""

from django.conf import settings

from exportcontrol.demonstration import people


def frame(request):
    if not settings.DEMONSTRATION:
        return {"demonstration": False}
    return {
        "demonstration": True,
        "demonstration_accounts": people.ACCOUNTS,
        "demonstration_password": people.PASSWORD,
    }
