"""A web page brought in by its address, past a guard that looks at every hop.

Only http and https; every redirect is checked anew; the host's addresses must all be public and
the connection goes to the one that was checked; size, time and hops have caps. To be called in a
worker process, which ends when the time is up.
"""

from __future__ import annotations

import http.client
import ipaddress
import multiprocessing
import socket
import ssl
import time
import urllib.robotparser
import zlib
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi

from db.records import Document
from editor import __version__
from editor.address import Rules
from editor.reading.encodings import known
from editor.reading.errors import ReadError
from editor.reading.guarded import guarded, timed
from editor.reading.limits import Limits
from editor.reading.reader import read_bytes

AGENT = "Galley"
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 65_536
ROBOTS_LIMIT = 500_000
NAT64 = ipaddress.ip_network("64:ff9b::/96")
REFUSED = tuple(
    ipaddress.ip_network(net)
    for net in ("2002::/16", "64:ff9b:1::/48", "fec0::/10", "::/96", "192.0.0.0/24")
)
"""Addresses that lead elsewhere although they count as global."""
SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/json": "json",
    "text/xml": "xml",
    "application/xml": "xml",
}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, the address they came from in the end, and what the server calls them."""

    data: bytes
    url: str
    kind: str = ""
    charset: str = ""


def read_address(url: str, limits: Limits, rules: Rules) -> Document:
    """The Document of the page at `url`; raises ReadError."""
    fetched = fetch(url, rules)
    suffix = SUFFIXES.get(fetched.kind, "")
    path = urlsplit(fetched.url).path.rsplit("/", 1)[-1]
    name = path if "." in path else f"{path or 'page'}.{suffix or 'html'}"
    with guarded(limits, name):
        document = read_bytes(fetched.data, name, limits, fetched.charset)
    return replace(document, name=fetched.url, source=document.source or fetched.url)


def fetch(url: str, rules: Rules) -> Fetched:
    """The page at `url` after at most `rules.redirects` hops, each of them checked.

    Raises ReadError with one of the `url_` codes.
    """
    deadline = time.monotonic() + rules.seconds
    in_worker = multiprocessing.parent_process() is not None
    with timed(rules.seconds + 1 if in_worker else 0):
        _ask_robots(url, rules, deadline)
        for _hop in range(rules.redirects + 1):
            found = _once(url, rules, deadline)
            if isinstance(found, Fetched):
                return found
            url = urljoin(url, found)
    raise ReadError("url_redirects", name=url)


def _once(url: str, rules: Rules, deadline: float) -> Fetched | str:
    """One request: the page, or the address it sends on to."""
    split, port, address = checked(url, rules)
    connection = _connection(split, port, address, rules)
    try:
        target = (split.path or "/") + (f"?{split.query}" if split.query else "")
        if rules.proxy and split.scheme == "http":
            target = f"http://{_bracketed(address)}:{port}{target}"
        headers = {
            "Host": split.netloc,
            "User-Agent": f"{AGENT}/{__version__}",
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("GET", target, headers=headers)
        with connection.getresponse() as response:
            return _answer(response, url, rules, deadline)
    except TimeoutError:
        raise ReadError("url_timeout", name=url) from None
    except ssl.SSLError:
        raise ReadError("url_certificate", name=url) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise ReadError("url_unreachable", name=url) from None
    finally:
        connection.close()


def _answer(
    response: http.client.HTTPResponse, url: str, rules: Rules, deadline: float
) -> Fetched | str:
    location = response.getheader("Location")
    if response.status in REDIRECTS and location:
        return location
    if response.status != 200:
        raise ReadError("url_status", name=url, status=response.status)
    data = _body(response, url, rules.size, deadline)
    charset = known(response.headers.get_content_charset("") or "")
    return Fetched(data, url, response.headers.get_content_type(), charset)


def checked(url: str, rules: Rules) -> tuple[SplitResult, int, Address]:
    """An address taken apart, its port, and the public IP to connect to; raises ReadError."""
    try:
        split = urlsplit(url)
        port = split.port or PORTS.get(split.scheme, 0)
    except ValueError:
        raise ReadError("url_address", name=url) from None
    if split.scheme not in PORTS:
        raise ReadError("url_scheme", name=url)
    if not split.hostname or split.username is not None or any(c in url for c in "\r\n\t \\"):
        raise ReadError("url_address", name=url)
    if port not in rules.ports and not rules.private:
        raise ReadError("url_port", name=url)
    try:
        told = socket.getaddrinfo(split.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError("url_unreachable", name=url) from None
    found = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in told]
    if not found or not (rules.private or all(is_public(one) for one in found)):
        raise ReadError("url_private", name=url)
    return split, port, found[0]


def is_public(address: Address) -> bool:
    """Whether an address is one of the open network, also when it is wrapped in another kind."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address.version == net.version and address in net for net in REFUSED):
        return False
    return address.is_global and not address.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever its name leads to now."""

    def __init__(self, host: str, port: int, to: tuple[str, int], tls: bool, quiet: float) -> None:
        super().__init__(host, port, timeout=quiet)
        self._to, self._tls = to, tls

    def connect(self) -> None:
        self.sock = socket.create_connection(self._to, self.timeout)
        if self._tunnel_host:  # type: ignore[attr-defined]
            self._tunnel()  # type: ignore[attr-defined]
        if self._tls:
            context = ssl.create_default_context()
            context.load_verify_locations(certifi.where())
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _connection(split: SplitResult, port: int, address: Address, rules: Rules) -> _Pinned:
    host = split.hostname or ""
    tls = split.scheme == "https"
    if not rules.proxy:
        return _Pinned(host, port, (str(address), port), tls, rules.quiet)
    proxy, _colon, proxy_port = rules.proxy.rpartition(":")
    made = _Pinned(host, port, (proxy, int(proxy_port)), tls, rules.quiet)
    if tls:
        made.set_tunnel(str(address), port)
    return made


def _bracketed(address: Address) -> str:
    return f"[{address}]" if address.version == 6 else str(address)


def _body(response: http.client.HTTPResponse, url: str, size: int, deadline: float) -> bytes:
    """The body, unpacked where the server packed it all the same; both sizes are counted."""
    packed = response.getheader("Content-Encoding", "").lower() in ("gzip", "deflate")
    unpacker = zlib.decompressobj(wbits=47) if packed else None
    body = bytearray()
    while piece := response.read1(CHUNK):
        try:
            body += unpacker.decompress(piece, size + 1) if unpacker else piece
        except zlib.error:
            raise ReadError("damaged", name=url) from None
        if len(body) > size:
            raise ReadError("url_too_large", name=url)
        if time.monotonic() > deadline:
            raise ReadError("url_timeout", name=url)
    return bytes(body)


def _ask_robots(url: str, rules: Rules, deadline: float) -> None:
    """Refuse a page its site asks programs like this one not to fetch."""
    try:
        answer = _once(urljoin(url, "/robots.txt"), replace(rules, size=ROBOTS_LIMIT), deadline)
    except ReadError as error:
        if error.code in ("url_status", "url_too_large"):
            return
        raise ReadError(error.code, **{**error.values, "name": url}) from None
    if isinstance(answer, Fetched):
        rules_told = urllib.robotparser.RobotFileParser()
        rules_told.parse(answer.data.decode("utf-8", "replace").splitlines())
        if not rules_told.can_fetch(AGENT, url):
            raise ReadError("url_robots", name=url)
