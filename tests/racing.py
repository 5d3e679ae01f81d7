"""Acts that start together, each in a thread with a connection of its own."""

import threading

from django.core.exceptions import ValidationError
from django.db import Error, connections


def at_once(*acts):
    """Run acts in threads that start together; what each returned or raised, in order."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            barrier.wait()
            results[number] = act()
        except (ValidationError, Error) as problem:
            results[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results
