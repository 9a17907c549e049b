"""A folder that is replaced as a whole: it is written aside and takes its place when it is whole.

A command that is killed at any moment leaves the last good folder. Next to `site` can be
`.site.building-1234`, which a process writes; `.site.last-1234`, the folder until then, for the
moment between the two renames; and `.site.old-1234`, which is being removed. A kill between the
renames leaves no `site`: the next command begins by putting the last one back.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def begin(target: Path) -> Path:
    """A new empty folder next to `target`. What commands that were killed left there is put back or
    removed. Raises OSError if `target` cannot be replaced."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    aside = _beside(target, "building")
    aside.mkdir()
    return aside


def put(aside: Path, target: Path, kept: Callable[[str], bool]) -> None:
    """Puts a folder that `begin` made in the place of `target`. What is not ours in there, by the
    names that are `kept`, is copied first. Raises OSError, and then `target` is as it was."""
    for path in target.iterdir() if target.exists() else ():
        if kept(path.name):
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, aside / path.name, symlinks=True)
            else:
                shutil.copy2(path, aside / path.name, follow_symlinks=False)
    last = _beside(target, "last")
    while True:
        with suppress(FileNotFoundError):
            os.rename(target, last)
        try:
            os.rename(aside, target)
            return
        except OSError as error:
            # If another process was faster, its folder is replaced.
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                with suppress(OSError):
                    os.rename(last, target)
                raise
        finally:
            _remove(target, last)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}-{os.getpid()}")


def _recover(target: Path) -> None:
    """Puts the last folder back if there is none, and removes what ended processes left. Another
    process whose last folder is put back between its renames replaces it once more."""
    form = re.compile(rf"\.{re.escape(target.name)}\.(building|last|old)-(\d{{1,9}})")
    for path in sorted(target.parent.iterdir()):
        found = form.fullmatch(path.name)
        if not found:
            continue
        if found[1] == "last" and not target.exists():
            with suppress(OSError):
                os.rename(path, target)
        elif not _runs(int(found[2])):
            _remove(target, path)


def _remove(target: Path, path: Path) -> None:
    """Removes a folder under another name, so that no part of one is ever taken for the last."""
    old = _beside(target, "old")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(OSError):
        os.rename(path, old)
    shutil.rmtree(old, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether a process runs that is not this one."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is another user's
        return True
    return process != os.getpid()
