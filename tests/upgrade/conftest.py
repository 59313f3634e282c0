import sys
from pathlib import Path

for folder in ("oracle", "scenarios"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

from wutong_fixtures import *  # noqa: E402, F403
