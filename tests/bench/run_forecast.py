"""The bench's section on forecasts: accuracy and replay on the SCMS history and on made-up demand.

Prints Markdown. Accuracy is MASE over forecasts of 1 to 3 months into the last 12 months, which the
choice of a method has not seen; the replay orders monthly with a lead time of one month.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "forecast"))

import made_up_demand  # noqa: E402
import scms_demand  # noqa: E402

SCMS = Path(__file__).parents[3] / "shared" / "data" / "scms" / "scms_lf.csv"
SEED = 20261123
SERIES = 200
METHODS = ("naive", "simple_smoothing_fixed", "simple_smoothing", "chosen", "expected")


def forecast(wutong: Path, file: Path):
    begin = time.monotonic()
    done = subprocess.run([wutong, "--json", "forecast", file, "--horizon", "3", "--replay"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"wutong forecast {file} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout), time.monotonic() - begin


def accuracy_row(name, answer, seconds):
    lines = {line["method"]: line for line in answer["accuracy"]["lines"]}
    scored, chosen = answer["accuracy"]["series"], lines["chosen"]
    cells = [name, f"{scored:,}", *(f"{float(lines[method]['mean_mase']):.3f}" for method in METHODS),
             f"{float(chosen['median_mase']):.3f}", f"{100 * chosen['better_than_naive'] / max(1, scored):.0f} %",
             f"{100 * chosen['as_good_as_naive'] / max(1, scored):.0f} %", f"{seconds:.1f}"]
    return "| " + " | ".join(cells) + " |"


def replay_rows(name, answer):
    for rule in answer["replay"]:
        cells = [name, rule["rule"], rule.get("factor", ""), f"{100 * float(rule['service_level']):.1f} %",
                 f"{100 * float(rule['fill_rate']):.1f} %", f"{float(rule['stock']):.2f}"]
        yield "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wutong", type=Path, required=True)
    arguments = parser.parse_args()
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demand.csv"
        if SCMS.exists():
            scms_demand.write_demand(SCMS, file)
            answers.append(("SCMS, country and item", *forecast(arguments.wutong.resolve(), file)))
        else:
            print("The SCMS history is not beside this checkout: left out.", file=sys.stderr)
        for kind in made_up_demand.KINDS:
            made_up_demand.write_demand(kind, SEED, SERIES, file)
            answers.append((f"made up: {kind}", *forecast(arguments.wutong.resolve(), file)))
    head = ["demand", "series", *(f"MASE {method}" for method in METHODS), "median, chosen", "better than naive",
            "as good", "s"]
    print("# Forecasts\n\n" + "\n".join(["| " + " | ".join(head) + " |", "|---" * len(head) + "|",
                                         *(accuracy_row(*answer) for answer in answers)]))
    head = ["demand", "rule", "factor", "periods without stock-out", "demand met", "mean stock (periods of demand)"]
    print("\n" + "\n".join(["| " + " | ".join(head) + " |", "|---" * len(head) + "|",
                            *(row for name, answer, _ in answers for row in replay_rows(name, answer))]))


if __name__ == "__main__":
    main()
