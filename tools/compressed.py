"""Serve site/ with its text compressed, as a host does: `python tools/compressed.py PORT`. Only
`make audit` needs it, to measure; MkDocs serves for reading."""

from __future__ import annotations

import functools
import gzip
import http.server
import sys
from pathlib import Path

TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, compressed where that helps."""

    def do_GET(self) -> None:
        """Answers with a file."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


if __name__ == "__main__":
    site = functools.partial(Handler, directory=str(Path(__file__).parents[1] / "site"))
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), site).serve_forever()
