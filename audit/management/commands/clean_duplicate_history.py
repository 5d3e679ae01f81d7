"""Refuses: history is written by the database and is never cleaned or made up afterwards."""

from audit.management.refusing import RefusedCommand


class Command(RefusedCommand):
    pass
