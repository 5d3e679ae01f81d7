#!/usr/bin/env python
"""Django's command line for Export Control."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportcontrol.settings")
    # Acts done from the command line are recorded as such; pages served by runserver are not.
    if len(sys.argv) > 1 and sys.argv[1] != "runserver":
        os.environ.setdefault("ENTRY_SOURCE", "command")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise ImportError(
            "Django is not installed in this environment: pip install -r requirements.txt"
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
