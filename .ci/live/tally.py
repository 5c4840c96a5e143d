"""What checks add up to: each one is counted, and what does not hold is said at once.

All that is counted stands here, so that there is one sum, whichever file checks.
"""
import os
import time
import traceback

failures = 0
checks = 0
not_run = 0

# The parts that are asked for, by how their names begin; none of them are all.
only = []


def check(holds, what):
    global failures, checks
    checks += 1
    if not holds:
        failures += 1
        print(f"FAILED {what}", flush=True)
    return bool(holds)


def skip(what, why):
    global not_run
    not_run += 1
    print(f"NOT RUN {what}: {why}", flush=True)


def counted():
    """How many checks there were until now, and how many of them failed."""
    return checks, failures


def place_of(error):
    """The file and the line of this folder at which it was met, whatever lies beneath."""
    folder, found = os.path.dirname(os.path.abspath(__file__)), ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        path = os.path.abspath(frame.f_code.co_filename)
        if os.path.dirname(path) == folder:
            found = f"{os.path.relpath(path)}:{line}"
    return found


def attempt(name, body, *arguments):
    """A part that cannot be gone to its end is one failure, and the others go on."""
    if only and not any(name.startswith(one) for one in only):
        return
    began, before = time.monotonic(), counted()
    try:
        body(*arguments)
    except Exception as error:  # whatever was met, it is said with where
        words = " ".join(str(error).split())[:400]
        check(False, f"{name}: {place_of(error)}: {type(error).__name__}: {words}")
    print(f"{name}: {checks - before[0]} checks, {failures - before[1]} failed, "
          f"{time.monotonic() - began:.0f} s", flush=True)


def total():
    """The last line, and how the program ends: what was not run, or nothing, is no success."""
    print(f"{checks} checks, {failures} failed" + (f", {not_run} NOT RUN" if not_run else ""))
    return 1 if failures or not_run or not checks else 0
