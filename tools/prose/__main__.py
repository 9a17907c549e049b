"""`python tools/prose [--root FOLDER] [--details PAGE]`."""

import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(TOOLS), str(TOOLS.parent / "hooks")]  # run as a folder, not as a package

from prose.report import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
