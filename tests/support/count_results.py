"""Adds up the JUnit files of the suites and closes with `N passed, N failed`.

A suite that left no file did not run, which is a failure: nothing passes by not running.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def outcome_of(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def counts_of(path):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        print(f"{path.name}: {error}")
        return {**counts, "failed": 1}
    for case in cases:
        outcome = outcome_of(case)
        counts[outcome] += 1
        if outcome == "failed":
            print(f"failed: {path.stem}: {case.get('classname', '')} {case.get('name', '')}")
    if not cases:
        print(f"{path.name}: no test ran")
        counts["failed"] += 1
    return counts


def main(folder, suites):
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for suite in suites:
        counts = counts_of(Path(folder) / f"{suite}.xml")
        print(f"{suite:<12}" + ", ".join(f"{number} {name}" for name, number in counts.items()))
        for name, number in counts.items():
            total[name] += number
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    print(f"{total['passed']} passed, {total['failed']} failed{skipped}")
    return 1 if total["failed"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
