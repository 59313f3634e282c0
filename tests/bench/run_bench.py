"""What `./dev bench` runs: the cycle on made-up counties of several sizes, beside the raw floor.

Prints Markdown, and writes all figures of all runs to results.json beside the work folder.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench_report import report
from watched_processes import DataFolder, environment, run_cycle

# Request lines: facilities, items, suppliers.
SIZES = {1500: (270, 1200, 40), 20000: (270, 1200, 40), 200000: (5400, 2000, 40)}
OTHER_SIZE = (5400, 2000, 40)
SEED = 20261122


def say(text):
    print(text, file=sys.stderr, flush=True)


def call(command):
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def generate_county(wutong, lines, folder):
    facilities, items, suppliers = SIZES.get(lines, OTHER_SIZE)
    call([wutong, "generate", "--facilities", str(facilities), "--items", str(items), "--suppliers",
          str(suppliers), "--lines", str(lines), "--seed", str(SEED), "--out", folder])


def run_once(arguments, county, folder):
    """A cycle in a data folder of its own, then the floor on the same server."""
    data = DataFolder(folder / "data")
    results = folder / "results"
    begin = time.monotonic()
    call([arguments.wutong, "--data", data.path, "migrate"])
    preparation = time.monotonic() - begin
    with data:
        run = run_cycle(arguments.wutong, data, county, results)
        run["preparation_seconds"] = preparation
        run["floor"] = json.loads(call([arguments.floor, data.path]))["stages"]
    summary = json.loads((results / "summary.json").read_text(encoding="utf-8"))
    run["stages"] = summary["stages"]
    run["checks"] = [summary["checks_passed"], len(summary["checks"])]
    data.remove_when_unused()
    return run


def bench_size(arguments, lines):
    county = arguments.work / f"county-{lines}"
    generate_county(arguments.wutong, lines, county)
    runs = []
    for number in range(arguments.runs):
        run = run_once(arguments, county, arguments.work / f"run-{lines}-{number}")
        say(f"{lines} lines, run {number + 1}: {run['wall_seconds']:.1f} s")
        runs.append(run)
    return {"lines": lines, "runs": runs}


def remove_work(work):
    """What this run, or one that was interrupted, made in the work folder; nothing else."""
    for folder in work.glob("run-*"):
        DataFolder(folder / "data").remove_when_unused()
    for folder in [*work.glob("run-*"), *work.glob("county-*")]:
        shutil.rmtree(folder)


def machine():
    return {"processors": os.cpu_count(), "system": platform.platform(),
            "load_at_begin": os.getloadavg()[0]}


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wutong", type=Path, required=True)
    parser.add_argument("--floor", type=Path, required=True, help="wutong_bench_floor")
    parser.add_argument("--work", type=Path, required=True, help="folder for the data, removed at the end")
    parser.add_argument("--sizes", default="1500,20000,200000", help="request lines, commas between")
    parser.add_argument("--runs", type=int, default=3, help="of each size")
    arguments = parser.parse_args()
    arguments.sizes = sorted(int(size) for size in arguments.sizes.split(","))
    for name in ("wutong", "floor", "work"):
        setattr(arguments, name, getattr(arguments, name).resolve())
    return arguments


def main():
    arguments = parsed_arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    remove_work(arguments.work)
    measured = {"machine": machine(), "sizes": []}
    try:
        for lines in arguments.sizes:
            measured["sizes"].append(bench_size(arguments, lines))
    finally:
        remove_work(arguments.work)
        if not any(arguments.work.iterdir()):
            arguments.work.rmdir()
    measured["machine"]["load_at_end"] = os.getloadavg()[0]
    results = arguments.work.parent / "results.json"
    results.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(report(measured))
    say(f"all figures of all runs: {results}")


if __name__ == "__main__":
    main()
