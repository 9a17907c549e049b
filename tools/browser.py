"""Find a Chromium for the browser tests, or install one the way this machine allows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
ASK = "The browser tests need Chromium. On Debian or Ubuntu: apt-get install chromium"


def find() -> str | None:
    """The path of an installed Chromium: in the variable CHROMIUM, under a usual name, or
    Playwright's own."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    for name in NAMES:
        if path := shutil.which(name):
            return path
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
            return path if os.path.exists(path) else None
    except Exception:  # Playwright missing or broken: then there is none of its own
        return None


def install() -> bool:
    """Tries Debian's package, if we may install one, then Playwright's own download."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Debian's chromium …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode == 0 and find():
            return True
    print("Asking Playwright for its Chromium …", flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return done.returncode == 0 and find() is not None


def main() -> int:
    """Makes sure that there is a Chromium; the exit code is 1 if there is none."""
    if find() or install():
        return 0
    print(ASK, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
