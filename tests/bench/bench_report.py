"""The benchmark's figures as Markdown: medians of the runs, and whether each aim is met."""

from itertools import combinations
from statistics import median

RATIO_AIM = 3.0
MEMORY_AIM_MEGABYTES = 300
FLAT_AIM = 1.25  # the cost per line, over that at any smaller size
BATCH_AIM = 1.0  # statements more for 1,000 rows more

NOTES = """\
Medians of the runs; wall seconds, and CPU seconds of the program and of its database server. The
**floor** is the insert of the rows that the cycle left behind, as plain multi-row INSERTs of 512 kB
in key order into empty tables of the same definition on the same server, one durable transaction a
stage, right after the cycle; putting the statements together is not timed. A row that the cycle
wrote several times (balances, order lines at receiving) counts in the floor once, as it ended, at
the stage that made it; "rows" are all that the cycle wrote. Stages that only read have no floor.
A ratio is of the cycle and the floor of the same run."""


def middle(values):
    """The median, or None when a value is missing."""
    values = list(values)
    return None if not values or None in values else median(values)


def shown(value, digits=2):
    return "?" if value is None else f"{value:,.{digits}f}"


def ratio(value, base):
    return None if value is None or not base else value / base


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def floor_stages(run):
    """The floor of the stages that the cycle times; closing the cycle comes after them."""
    timed = {stage["name"] for stage in run["stages"]}
    return {stage["name"]: stage for stage in run["floor"] if stage["name"] in timed}


def floor_cpu(stage):
    return None if stage["server_cpu_seconds"] < 0 else stage["server_cpu_seconds"]


def total(values):
    values = list(values)
    return None if None in values else sum(values)


def cycle_seconds(run):
    return sum(stage["seconds"] for stage in run["stages"])


def floor_seconds(run):
    return sum(stage["seconds"] for stage in floor_stages(run).values())


def floor_cpu_seconds(run):
    return total(floor_cpu(stage) for stage in floor_stages(run).values())


def cycle_cpu_seconds(run):
    return total([run["wutong_cpu_seconds"], run["server_cpu_seconds"]])


def statements(run):
    return sum(stage["statements"] for stage in run["stages"])


def rows_written(run):
    return sum(stage["rows_written"] for stage in run["stages"])


def stage_row(runs, name):
    stages = [next(stage for stage in run["stages"] if stage["name"] == name) for run in runs]
    floors = [floor_stages(run).get(name) for run in runs]
    seconds = median(stage["seconds"] for stage in stages)
    cpu = [run["cpu_by_stage"].get(name, {}) for run in runs]
    cells = [name, f"{stages[0]['lines']:,}", shown(seconds, 3),
             f"{stages[0]['lines'] / max(seconds, 0.001):,.0f}",
             shown(middle(one.get("wutong_cpu_seconds") for one in cpu)),
             shown(middle(one.get("server_cpu_seconds") for one in cpu)),
             f"{median(stage['statements'] for stage in stages):,.0f}",
             f"{median(stage['rows_written'] for stage in stages):,.0f}"]
    if None in floors:
        return cells + ["0", "0", ""]
    return cells + [shown(median(floor["seconds"] for floor in floors), 3),
                    shown(middle(floor_cpu(floor) for floor in floors)),
                    shown(median(stage["seconds"] / max(floor["seconds"], 0.001)
                                 for stage, floor in zip(stages, floors)), 1)]


def size_section(size):
    runs = size["runs"]
    names = [stage["name"] for stage in runs[0]["stages"]]
    head = ["stage", "lines", "s", "lines/s", "wutong CPU s", "server CPU s", "statements", "rows",
            "floor s", "floor CPU s", "ratio"]
    checks = " ".join(f"{passed}/{all_checks}" for passed, all_checks in (run["checks"] for run in runs))
    return (f"## {size['lines']:,} request lines, {len(runs)} run{'s' * (len(runs) > 1)}\n\n"
            + table(head, [stage_row(runs, name) for name in names])
            + f"\n\nChecks passed: {checks}. Before the stages: "
            + f"{shown(median(run['preparation_seconds'] for run in runs))} s to install and start the "
            + "database and make the tables; inside the run, "
            + f"{shown(median(run['wall_seconds'] - cycle_seconds(run) for run in runs))} s to join it, "
            + "and to close the cycle.")


def whole_row(size):
    runs = size["runs"]
    walls = [run["wall_seconds"] for run in runs]
    return [f"{size['lines']:,}", f"{median(walls):.2f} ({min(walls):.2f} to {max(walls):.2f})",
            shown(median(map(cycle_seconds, runs))),
            shown(middle(run["wutong_cpu_seconds"] for run in runs)),
            shown(middle(run["server_cpu_seconds"] for run in runs)),
            shown(middle(run["wutong_peak_megabytes"] for run in runs), 0),
            shown(middle(run["server_peak_megabytes"] for run in runs), 0),
            f"{median(map(statements, runs)):,.0f}", f"{median(map(rows_written, runs)):,.0f}",
            shown(median(map(floor_seconds, runs))), shown(middle(map(floor_cpu_seconds, runs))),
            shown(ratio_of(size), 1), shown(cpu_ratio_of(size), 1), shown(cost_per_line(size), 3)]


def whole_section(sizes):
    head = ["lines", "wall s: median (min to max)", "stages s", "wutong CPU s", "server CPU s",
            "wutong peak MB", "server peak MB", "statements", "rows", "floor s", "floor CPU s",
            "ratio", "CPU ratio", "ms a line"]
    return "## The whole cycle\n\n" + table(head, [whole_row(size) for size in sizes])


def ratio_of(size):
    return median(ratio(cycle_seconds(run), floor_seconds(run)) for run in size["runs"])


def cpu_ratio_of(size):
    return middle(ratio(cycle_cpu_seconds(run), floor_cpu_seconds(run)) for run in size["runs"])


def cost_per_line(size):
    return 1000 * median(map(cycle_seconds, size["runs"])) / size["lines"]


def cpu_per_line(size):
    cpu = middle(map(cycle_cpu_seconds, size["runs"]))
    return None if cpu is None else 1000 * cpu / size["lines"]


def aim(text, is_met, found):
    return f"- {'met' if is_met else '**not met**'}: {text} ({found})"


def ratio_aim(sizes):
    found = ", ".join(f"{shown(ratio_of(size), 1)} at {size['lines']:,}; in CPU seconds "
                      f"{shown(cpu_ratio_of(size), 1)}" for size in sizes)
    return aim(f"the whole cycle takes at most {RATIO_AIM:g} times its floor",
               all(ratio_of(size) <= RATIO_AIM for size in sizes), found)


def flat_aim(sizes):
    growth = max(cost_per_line(large) / cost_per_line(small)
                 for small, large in combinations(sizes, 2))
    found = ", ".join(f"{shown(cost_per_line(size), 3)} ms at {size['lines']:,}, CPU "
                      f"{shown(cpu_per_line(size), 3)}" for size in sizes)
    return aim("the cost of a line does not grow with their number, by a quarter at most",
               growth <= FLAT_AIM, found)


def memory_aim(sizes):
    largest = sizes[-1]
    megabytes = max(run["wutong_peak_megabytes"] for run in largest["runs"])
    server = middle(run["server_peak_megabytes"] for run in largest["runs"])
    return aim(f"memory of the program stays under {MEMORY_AIM_MEGABYTES} MB",
               megabytes < MEMORY_AIM_MEGABYTES, f"{megabytes:.0f} MB at {largest['lines']:,} "
               f"lines; its database server, with 256 MB of page cache, {shown(server, 0)} MB")


def batch_aim(sizes):
    first, last = sizes[0]["runs"][0], sizes[-1]["runs"][0]
    more = 1000 * (statements(last) - statements(first)) / max(1, rows_written(last) - rows_written(first))
    return aim("statements grow with batches, not with lines", more <= BATCH_AIM,
               f"{statements(first)} at {sizes[0]['lines']:,} lines, {statements(last)} at "
               f"{sizes[-1]['lines']:,}: {more:.2f} more for 1,000 rows more")


def aims_section(sizes):
    lines = [ratio_aim(sizes), memory_aim(sizes)]
    if len(sizes) > 1:
        lines += [flat_aim(sizes), batch_aim(sizes)]
    else:
        lines.append("- not measured: growth with the number of lines needs two sizes")
    return "## Aims\n\n" + "\n".join(lines)


def report(measured):
    machine = measured["machine"]
    sizes = measured["sizes"]
    head = (f"# Benchmark of the procurement cycle\n\n{NOTES}\n\n{machine['processors']} processors, "
            f"{machine['system']}; load average {machine['load_at_begin']:.1f} at the beginning, "
            f"{machine['load_at_end']:.1f} at the end.")
    return "\n\n".join([head, *map(size_section, sizes), whole_section(sizes), aims_section(sizes)])
