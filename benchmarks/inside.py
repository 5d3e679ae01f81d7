"""One task in a process of its own, so that its memory and its caches are its own too.

``benchmarks.__main__`` calls it with the name of a task and its arguments as JSON; the answer is
printed as JSON.
"""

import json
import os
import sys

import django


def main(task, arguments):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportcontrol.settings")
    os.environ["DEBUG"] = "False"
    django.setup()
    from benchmarks.tasks import TASKS  # the models can be read only now

    json.dump(TASKS[task](**json.loads(arguments)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
