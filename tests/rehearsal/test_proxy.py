import contextlib
import http.client
import http.server
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from pos.rehearsal.proxy import FaultProxy


class Answering(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def proxy() -> Iterator[FaultProxy]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    proxy = FaultProxy(("127.0.0.1", server.server_address[1]))
    yield proxy
    proxy.close()
    server.shutdown()
    server.server_close()
    thread.join()


def ask(proxy: FaultProxy) -> bytes:
    address = urlsplit(proxy.url)
    with contextlib.closing(http.client.HTTPConnection(str(address.hostname), address.port, timeout=5)) as line:
        line.request("GET", "/")
        return line.getresponse().read()


def test_it_forwards_until_it_is_cut_and_again_when_joined(proxy: FaultProxy) -> None:
    assert ask(proxy) == b"ok"
    proxy.cut()
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(proxy)
    proxy.join()
    assert ask(proxy) == b"ok"
