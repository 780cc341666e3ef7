from __future__ import annotations

import http.client
import socket
import threading

import pytest

from uncounted.model.errors import LedgerError, Refused
from uncounted.web import server


@pytest.fixture(scope="module")
def port(filled):
    """A server in a thread of this process; the port it took."""
    told: list[str] = []
    ready = threading.Event()

    def answer(address: str) -> None:
        told.append(address)
        ready.set()

    threading.Thread(target=server.serve, args=(filled,), kwargs={"port": 0, "ready": answer}, daemon=True).start()
    assert ready.wait(20)
    return int(told[0].rstrip("/").rpartition(":")[2])


def ask(port: int, method: str = "GET", path: str = "/", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def test_it_answers_on_this_machine_alone(port):
    answer = ask(port)
    assert answer.status == 200
    assert answer.headers["Server"] == "uncounted"
    with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
        socket.create_connection((_own_address(), port), timeout=1)


def _own_address() -> str:
    """An address of this machine that is not the loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has no other address")
        address: str = probe.getsockname()[0]
    if address.startswith("127."):
        pytest.skip("this machine has no other address")
    return address


def test_it_checks_the_host_and_the_method(port):
    assert ask(port, Host="evil.example").status == 400
    assert ask(port, "POST").status == 405
    head = ask(port, "HEAD")
    assert (head.status, head.read()) == (200, b"")


def test_it_answers_several_at_once(port):
    slow = socket.create_connection(("127.0.0.1", port))  # says nothing, and must hold nobody up
    try:
        assert ask(port).status == 200
    finally:
        slow.close()


def test_a_port_in_use_is_one_line(filled, port):
    with pytest.raises(Refused, match=f"port {port} is in use"):
        server.serve(filled, port=port)


def test_no_case_is_one_line(tmp_path):
    with pytest.raises(LedgerError, match="no such case"):
        server.serve(tmp_path / "none", port=0)
