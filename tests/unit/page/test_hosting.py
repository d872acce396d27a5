"""The settings for other servers say what the server here says, from the same table."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from assistcheck.page.hosting import nginx_example, web_config
from assistcheck.page.policy import ASK_AGAIN, FOREVER, MIME_TYPES, headers, policy

APP = "app-0123456789abcdef"


def settings_of_iis() -> ET.Element:
    return ET.fromstring(web_config(APP))  # noqa: S314 - our own


def test_iis_knows_every_type_each_once_though_it_may_know_it_already() -> None:
    content = settings_of_iis().find("system.webServer/staticContent")
    assert content is not None
    assert {one.attrib["fileExtension"]: one.attrib["mimeType"] for one in content.iter("mimeMap")} == MIME_TYPES
    lines = [(one.tag, one.attrib["fileExtension"]) for one in content if "fileExtension" in one.attrib]
    assert lines == [(tag, ending) for ending in MIME_TYPES for tag in ("remove", "mimeMap")]


def test_iis_says_every_header_and_lets_only_files_of_the_version_be_kept_unasked() -> None:
    settings = settings_of_iis()
    said = {one.attrib["name"]: one.attrib["value"] for one in settings.iterfind(".//customHeaders/add")}
    assert said == headers()
    by_place = {one.attrib["path"]: one for one in settings.iterfind("location")}
    assert by_place.keys() == {APP}
    inner, outer = by_place[APP].find(".//clientCache"), settings.find("system.webServer/staticContent/clientCache")
    assert inner is not None
    assert outer is not None
    assert inner.attrib["cacheControlMaxAge"] == "365.00:00:00"
    assert outer.attrib["cacheControlMode"] == "DisableCache"


def test_nginx_knows_every_type_and_says_every_header_though_files_of_the_version_may_be_kept() -> None:
    text = nginx_example()
    types = re.search(r"types \{(.*?)\}", text, re.DOTALL)
    assert types is not None
    lines = [line.split() for line in types[1].replace(";", "").splitlines() if line.strip()]
    assert {f".{ending}": kind for kind, *endings in lines for ending in endings} == MIME_TYPES
    for name, value in headers().items():
        assert f'add_header {name} "{value}" always;' in text
    assert f'"{FOREVER}"' in text
    assert f'default "{ASK_AGAIN}"' in text


def test_a_header_has_of_the_policy_what_holds_for_every_version_and_who_may_frame_the_page() -> None:
    """A server's settings stay when the page is brought up to date: digests in them would stop the next version's report."""
    parts, said = policy().split("; "), headers()["Content-Security-Policy"].split("; ")
    assert [one for one in parts if one not in said] == parts[:3]
    assert [one for one in said if one not in parts] == ["frame-ancestors 'self'"]
    assert "connect-src 'self'" in said
    assert "sha256" not in headers()["Content-Security-Policy"]


def test_the_policy_lets_nothing_run_in_line_but_by_digest_and_nothing_leave() -> None:
    parts = dict(part.split(" ", 1) for part in policy().split("; "))
    assert "unsafe-inline" not in policy()
    assert "'unsafe-eval'" not in policy()
    assert "http" not in policy()
    assert parts["default-src"] == "'none'"
    assert parts["connect-src"] == "'self'"
    assert re.fullmatch(r"'self' 'wasm-unsafe-eval'( 'sha256-[A-Za-z0-9+/=]{44}')+", parts["script-src"])
    assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/=]{44}')+", parts["style-src"])
