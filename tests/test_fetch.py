"""Pages by address: every hop checked, private networks refused, sizes, times and hops capped."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import ssl
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from editor.address import Rules
from editor.fetch import Fetched, checked, fetch, is_public, read_address
from editor.reading.errors import ReadError
from editor.reading.limits import Limits

PAGE = (
    "<html><head><title>The Pier Opens</title></head><body><article><h1>The Pier Opens</h1>"
    + "".join(f"<p>Pier number {n} opened in 1931, the café “Öst” said.</p>" for n in range(5))
    + "</article></body></html>"
)
HERE = Rules(private=True, quiet=2.0)


class Answers(BaseHTTPRequestHandler):
    """One page per path."""

    asked: list[tuple[str, str, str]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        name = self.path.strip("/").split("/")[0].replace(".", "_")
        getattr(self, f"page_{name}", self.page_missing)()

    def page_missing(self):
        self._say(404, b"no")

    def page_article(self):
        self._say(200, PAGE.encode("cp1252"), ("Content-Type", "text/html; charset=iso-8859-1"))

    def page_packed(self):
        self._say(200, gzip.compress(PAGE.encode()), ("Content-Encoding", "gzip"))

    def page_bomb(self):
        self._say(200, gzip.compress(b" " * 60_000_000), ("Content-Encoding", "gzip"))

    def page_large(self):
        self._say(200, b"x" * 2_000_000)

    def page_round(self):
        self._say(302, b"", ("Location", "/round"))

    def page_on(self):
        self._say(301, b"", ("Location", "/article"))

    def page_away(self):
        self._say(302, b"", ("Location", self.path.removeprefix("/away/")))

    def page_slow(self):
        self.send_response(200)
        self.end_headers()
        for _n in range(100):
            self.wfile.write(b"<p>")
            self.wfile.flush()
            if self.server.stopping.wait(0.1):
                return

    def page_silent(self):
        self.server.stopping.wait(10)

    def _say(self, status, body, *headers):
        self.send_response(status)
        for header in headers:
            self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_args):
        pass


class Robots(Answers):
    """The same, on a site that asks programs to stay away from one folder."""

    def page_robots_txt(self):
        self._say(200, b"User-agent: *\nDisallow: /article\n")


@pytest.fixture
def site(network):
    Answers.asked.clear()
    return network.serve(Answers)


def test_a_page_is_read_with_the_encoding_its_server_names(site):
    document = read_address(f"{site}/on", Limits(), HERE)
    assert document.headline == "The Pier Opens" and "café “Öst”" in document.text
    assert document.name == f"{site}/article" and document.original == PAGE.encode("cp1252")
    assert {agent.split("/")[0] for _path, _host, agent in Answers.asked} == {"Galley"}


def test_a_packed_page_is_unpacked(site):
    assert fetch(f"{site}/packed", HERE).data == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "rules", "code"),
    [
        ("/round", HERE, "url_redirects"),
        ("/large", Rules(private=True, size=1_000_000), "url_too_large"),
        ("/bomb", HERE, "url_too_large"),
        ("/slow", Rules(private=True, seconds=0.5), "url_timeout"),
        ("/silent", Rules(private=True, quiet=0.3), "url_timeout"),
        ("/nothing", HERE, "url_status"),
        ("/away/file:///etc/passwd", HERE, "url_scheme"),
        ("/away/ftp://x.example/", HERE, "url_scheme"),
        ("/away/http://user@127.0.0.1/", HERE, "url_address"),
    ],
)
def test_what_a_server_may_not_do_is_refused_in_time(site, path, rules, code):
    began = time.monotonic()
    with pytest.raises(ReadError) as refused:
        fetch(site + path, rules)
    assert refused.value.code == code and time.monotonic() - began < 5


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    """The first hop is let through as if it were public; the second is looked at anew."""
    monkeypatch.setattr("editor.fetch.is_public", lambda address: str(address) == "127.0.0.1")
    port = int(site.rpartition(":")[2])
    rules = Rules(ports=(port,))
    assert isinstance(fetch(f"{site}/article", rules), Fetched)
    for target in (
        f"http://[::1]:{port}/",
        f"http://10.0.0.1:{port}/",
        f"http://169.254.169.254:{port}/",
    ):
        with pytest.raises(ReadError) as refused:
            fetch(f"{site}/away/{target}", rules)
        assert refused.value.code == "url_private"


def test_the_connection_goes_to_the_address_that_was_checked(site, network, monkeypatch):
    asked = []
    port = int(site.rpartition(":")[2])

    def lookup(host, port, *_more, **_named):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("editor.fetch.socket.getaddrinfo", lookup)
    found = fetch(site.replace("127.0.0.1", "pier.example") + "/article", HERE)
    assert found.data == PAGE.encode("cp1252")
    assert asked.count("pier.example") == 2
    assert network.reached == [("127.0.0.1", port)] * 2
    assert Answers.asked[-1][1].startswith("pier.example:")


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    told = [(2, 1, 6, "", (ip, 80)) for ip in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr("editor.fetch.socket.getaddrinfo", lambda *_a, **_k: told)
    with pytest.raises(ReadError) as refused:
        checked("http://pier.example/", Rules())
    assert refused.value.code == "url_private"


def test_a_site_that_asks_to_be_left_alone_is(network):
    site = network.serve(Robots)
    with pytest.raises(ReadError) as refused:
        fetch(f"{site}/article", HERE)
    assert refused.value.code == "url_robots"
    assert fetch(f"{site}/packed", HERE).data


def test_pages_come_through_a_proxy(site, network):
    proxied = Rules(private=True, proxy=site.removeprefix("http://"))
    with pytest.raises(ReadError) as refused:
        fetch("http://127.0.0.1:1/article", proxied)
    assert refused.value.code == "url_status"
    assert Answers.asked[-1][0] == "http://127.0.0.1:1/article"
    assert set(network.reached) == {("127.0.0.1", int(site.rpartition(":")[2]))}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused_before_anything_is_sent(url):
    with pytest.raises(ReadError) as refused:
        fetch(url, Rules())
    assert refused.value.code in ("url_private", "url_unreachable")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "url_scheme"),
        ("javascript:x", "url_scheme"),
        ("http://", "url_address"),
        ("http://x.example:99999/", "url_address"),
        ("http://x.example\\@127.0.0.1/", "url_address"),
        ("http://a:b@x.example/", "url_address"),
        ("http://x.example:22/", "url_port"),
        ("http://[::1/", "url_address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url, code):
    with pytest.raises(ReadError) as refused:
        checked(url, Rules())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("::7f00:1", False),
        ("64:ff9b:1::1", False),
        ("fec0::1", False),
        ("192.0.0.8", False),
        ("198.18.0.1", False),
        ("240.0.0.1", False),
        ("ff02::1", False),
    ],
)
def test_what_counts_as_public(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


PIER = Path(__file__).parent / "data" / "tls"


@pytest.fixture
def secure(network, monkeypatch):
    """Serves pier.example over TLS; gives the port and the names that clients asked for."""
    asked: list[str] = []
    tunnels: list[bytes] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PIER / "pier.pem", PIER / "pier.key")
    context.sni_callback = lambda _socket, name, _context: asked.append(name)

    def answer(request, place, server):
        if request.recv(7, socket.MSG_PEEK) == b"CONNECT":
            tunnels.append(request.recv(4096).split(b"\r\n")[0])
            request.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
        try:
            wrapped = context.wrap_socket(request, server_side=True)
        except (ssl.SSLError, ConnectionError):
            return
        with wrapped:
            Answers(wrapped, place, server)

    port = int(network.serve(answer).rpartition(":")[2])
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr("editor.fetch.socket.getaddrinfo", lambda *_a, **_k: told)
    return port, asked, tunnels


def trusted(monkeypatch):
    """Trust the certificate of pier.example as if an authority had signed it."""
    monkeypatch.setattr("editor.fetch.certifi.where", lambda: str(PIER / "pier.pem"))


def test_tls_asks_for_the_pages_name_at_the_address_that_was_checked(secure, network, monkeypatch):
    port, asked, tunnels = secure
    trusted(monkeypatch)
    found = fetch(f"https://pier.example:{port}/article", HERE)
    assert found.data == PAGE.encode("cp1252")
    assert asked == ["pier.example"] * 2 and network.reached == [("127.0.0.1", port)] * 2
    assert tunnels == []


def test_a_proxy_is_asked_for_the_address_that_was_checked_not_for_the_name(secure, monkeypatch):
    port, asked, tunnels = secure
    trusted(monkeypatch)
    rules = Rules(private=True, quiet=2.0, proxy=f"127.0.0.1:{port}")
    found = fetch(f"https://pier.example:{port}/article", rules)
    assert found.data == PAGE.encode("cp1252") and asked == ["pier.example"] * 2
    assert {line.split()[1] for line in tunnels} == {f"127.0.0.1:{port}".encode()}


@pytest.mark.parametrize("name", ["pier.example", "mole.example"])
def test_a_certificate_nobody_signed_or_of_another_name_is_refused(secure, monkeypatch, name):
    port, asked, _tunnels = secure
    if name == "mole.example":
        trusted(monkeypatch)
    with pytest.raises(ReadError) as refused:
        fetch(f"https://{name}:{port}/article", HERE)
    assert refused.value.code == "url_certificate" and asked == [name]
