"""The pages' own texts, as a translator wrote them: one that is missing, or that names a value it is not given, has its place."""

from __future__ import annotations

from string import Formatter
from typing import Any

from .document import Document
from .problem import Problem


class Unusable(Exception):
    """A text that cannot be shown; `problem` says which, where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Text(str):
    """A text with its key and file. In it `{name}` stands for a value, as it is: a part or an attribute of it cannot be named."""

    key: str
    read: Document

    def format(self, *_: Any, **values: Any) -> str:
        """The text with these values in it. Raises Unusable where it names others."""
        hint = f"write {' '.join(f'{{{name}}}' for name in values)} and no other braces"
        try:
            wrong = [name for _, name, _, _ in Formatter().parse(self) if name is not None and name not in values]
            if not wrong:
                return super().format(**values)
            message = f"'{self.key}' names {{{wrong[0]}}}, which it is not given"
        except ValueError:
            message = f"'{self.key}' has a brace without the other"
        raise Unusable(self.read.problem((self.key,), message, hint))


class Texts(dict[str, str]):
    """The texts of data/texts.yml by key. Raises Unusable where the code asks for one that is missing."""

    def __init__(self, read: Document) -> None:
        super().__init__()
        self.read = read
        for key, value in read.data.items():
            if isinstance(value, str):
                self[key] = text = Text(value)
                text.key, text.read = key, read

    def __missing__(self, key: str) -> str:
        raise Unusable(Problem(self.read.path, 1, 1, f"the text '{key}' is missing", "add it"))
