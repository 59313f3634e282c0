"""The rules of the house that no compiler knows. Prints every breach and exits with 1 when there is any."""

import re
import subprocess
import sys

# (what, where it applies, the pattern that must not occur, why)
RULES = [
    ("binary floating point", ("pricing/", "inventory/", "procurement/"), r"\b(double|float)\b(?!\) = delete)",
     "money, prices and quantities are exact"),
    ("the connector's own transaction calls", ("inventory/", "procurement/", "reporting/"),
     r"->\s*(commit|rollback|setAutoCommit)\s*\(", "they hide a failed commit: use Transaction"),
    ("a heavy header in a header", ("pricing/*.h", "inventory/*.h", "procurement/*.h", "reporting/*.h"),
     r"#include <(Poco/|nlohmann/(?!json_fwd)|boost/|cppconn/|mysql_|CLI/|csv\.h|sodium\.h|liboath/|fmt/)",
     "build time: third-party headers stay in .cpp files"),
    ("an SQL feature that does not travel", ("inventory/", "procurement/", "reporting/", "sql/"),
     r"\b(AUTO_INCREMENT|GET_LOCK|LOCK TABLES|SKIP LOCKED|JSON_TABLE|CREATE TRIGGER|CREATE PROCEDURE)\b",
     "a county must run on any server of the protocol"),
]


# Where a rule does not hold, and why.
EXCEPTIONS = {
    ("binary floating point", "procurement/app/http/metrics.cpp"): "the metrics library takes times and counts so",
}


# What each folder may include of the project, besides itself: the arrows of ARCHITECTURE.md.
SERVICES = ("catalogue", "bargaining", "purchase", "distribution", "settlement", "identity")
ARROWS = {
    "pricing/": (),
    "inventory/": ("pricing/", "sql/"),
    "procurement/refusal/": (),
    "procurement/codes/": (),
    "procurement/purchase/forecast/": ("pricing/",),
    "procurement/award_rules/": ("pricing/",),
    **{f"procurement/{service}/": ("pricing/", "inventory/", "procurement/refusal/", "procurement/award_rules/",
                                   "procurement/codes/")
       for service in SERVICES},
    "reporting/": ("pricing/", "inventory/"),
}


def wrong_arrows():
    include = re.compile(r'^#include "([^"]+)"')
    for folder, allowed in ARROWS.items():
        for name in tracked_files(folder):
            with open(name, encoding="utf-8") as file:
                for number, line in enumerate(file, start=1):
                    found = include.match(line)
                    if found and not found.group(1).startswith((folder, *allowed)):
                        yield f"{name}:{number}: {folder} may not include {found.group(1)}"


def tracked_files(prefix):
    pattern = prefix if prefix.endswith(".h") else f"{prefix}*"
    listed = subprocess.run(["git", "ls-files", pattern], capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split() if name.endswith((".h", ".cpp", ".sql"))]


def breaches():
    for what, prefixes, pattern, why in RULES:
        expression = re.compile(pattern)
        for prefix in prefixes:
            for name in tracked_files(prefix):
                if (what, name) in EXCEPTIONS:
                    continue
                with open(name, encoding="utf-8") as file:
                    for number, line in enumerate(file, start=1):
                        code = line.split("//")[0].split("-- ")[0]
                        if expression.search(code) and "= delete" not in code:
                            yield f"{name}:{number}: {what} ({why}): {line.strip()}"


if __name__ == "__main__":
    found = sorted(set(breaches()) | set(wrong_arrows()))
    print("\n".join(found) if found else "no breach")
    sys.exit(1 if found else 0)
