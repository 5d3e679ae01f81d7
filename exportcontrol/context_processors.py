"""What the frame of every page knows."""

from django.conf import settings


def frame(request):
    return {"demonstration": settings.DEMONSTRATION}
