"""Works in the window for long: thousands of actions drawn at random, always the same ones.

    python benchmarks/soak.py [--actions 5000] [--seed 1] [--json]

The real program runs on a copy of the sample study without a screen. Afterwards it is asked: did anything go
wrong, did memory grow, is the file sound, and does it hold what the log tells of? Exit code 1 where not.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
MOST_GROWTH = 0.10
KNOWN = ("This plugin does not support propagateSizeHints()",)
WARM = 0.2  # the share of the actions after which memory is first looked at


def main() -> int:
    """Work, then judge."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        os.environ["QUALCODER_CG_HOME"] = home
        os.environ["QUALCODER_CG_CODER"] = "Marta R."
        found = soak(Path(home) / "sample.qcg", options.actions, options.seed)
    good = not found["errors"] and not found["problems"] and not found["unaccounted"]
    good = good and found["growth"] <= MOST_GROWTH
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name}: {value}")
        print("pass" if good else "MISS")
    return 0 if good else 1


def soak(path: Path, actions: int, seed: int) -> dict[str, object]:
    """Act on a new sample study at `path`; gives figures and faults."""
    from measuring import megabytes
    from PySide6.QtCore import qInstallMessageHandler
    from soak_acts import ACTS, Hands

    from qualcoder_cg.gui import app, messages
    from qualcoder_cg.services import sample, studies
    from qualcoder_cg.storage import checking

    sample.build_sample(path).close()
    app.make_application()
    errors: list[str] = []
    qInstallMessageHandler(lambda _kind, _where, text: errors.append(text) if text not in KNOWN else None)
    sys.excepthook = lambda kind, error, _trace: errors.append(f"{kind.__name__}: {error}")
    window = app.make_window(path)
    window.resize(1440, 900)
    window.show()
    hands = Hands(window, random.Random(seed))
    names, weights = list(ACTS), [weight for _act, weight in ACTS.values()]
    done: Counter[str] = Counter()
    held: list[float] = []
    began = time.perf_counter()
    with messages.recording() as said:
        for number in range(actions):
            (name,) = hands.dice.choices(names, weights)
            hands.begin()
            ACTS[name][0](hands)
            hands.end()
            done[name] += 1
            if number >= actions * WARM and number % max(1, actions // 50) == 0:
                held.append(megabytes()[0])
    seconds = time.perf_counter() - began
    errors += [f"{one.text} {one.hint}" for one in said]
    assert window.session is not None
    project = window.session.project
    problems = studies.problems(project)
    unaccounted = checking.unaccounted(project)
    lines = len(project.activity())
    window.close()
    fifth = max(1, len(held) // 5)
    first, last = (sum(some) / fifth for some in (held[:fifth], held[-fifth:]))
    return {
        "actions": sum(done.values()),
        "seconds": round(seconds, 1),
        "done": dict(done.most_common()),
        "lines of the log": lines,
        "MB after warming up": round(first),
        "MB at the end": round(last),
        "growth": round(last / first - 1, 3),
        "errors": errors,
        "problems": problems,
        "unaccounted": unaccounted,
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--actions", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
