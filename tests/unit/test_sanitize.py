"""Addresses in texts: nobody learns from them who may read what they name."""

import pytest

from assistcheck.sanitize import without_credentials


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("smb://bob:secret@host/a", "smb://***@host/a"),
        ("smb://bob:sec@ret@host/a", "smb://***@host/a"),
        ("smb://bob:sec/ret@host:9/a", "smb://***@host:9/a"),
        ("smb:/bob:sec/ret@host/a", "smb:/***@host/a"),
        ("https://host:8080/x/a@b.xlsx", "https://host:8080/x/a@b.xlsx"),
        ("http://[::1]:9/a@b.xlsx", "http://[::1]:9/a@b.xlsx"),
        ("s3://bucket/a@b.xlsx: not found, ask x@y", "s3://bucket/a@b.xlsx: not found, ask x@y"),
        ("C:/a@b/c.xlsx", "C:/a@b/c.xlsx"),
    ],
)
def test_credentials_are_hidden_and_paths_are_not(text: str, shown: str):
    assert without_credentials(text) == shown


def test_the_signature_of_an_address_is_not_shown_and_a_wildcard_is() -> None:
    assert without_credentials("https://h/a.xlsx?sig=s3cret&t=1：x") == "https://h/a.xlsx?***"
    assert without_credentials("s3://drive/a?.xlsx: no") == "s3://drive/a?.xlsx: no"
