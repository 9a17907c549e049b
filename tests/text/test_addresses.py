"""Addresses: the same page written otherwise, and other pages."""

import pytest

from chronicle.text.addresses import same_address_key

PAGE = "https://example.org/a?x=1&y=2"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.Example.org:80/a/?y=2&x=1&utm_source=mail&fbclid=3#top",
        "https://m.example.org/%61?x=1&y=2",
        f"https://web.archive.org/web/19010503120000/{PAGE}",
        f"https://web.archive.org/web/19010503120000if_/{PAGE}",
        f"https://web.archive.org/web/*/{PAGE}",
        f"https://archive.example/19010503120000/{PAGE}",
        "https://archive.example/wayback/19010503120000/http:/www.example.org/a?x=1&y=2",
    ],
)
def test_one_page_has_one_key_however_it_is_written(other: str) -> None:
    assert same_address_key(other) == same_address_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a?x=1&y=3",
        "https://example.org/A?x=1&y=2",
        "https://news.example.org/a?x=1&y=2",
        "https://example.org:8080/a?x=1&y=2",
        "https://example.org/a?x=1",
        "https://m.org/a?x=1&y=2",
        "http://[",
        "",
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert same_address_key(other) != same_address_key(PAGE)


def test_addresses_that_only_look_alike_are_kept_apart() -> None:
    keys = {same_address_key(f"https://{host}/a") for host in ("m.org", "org.example", "www.org")}
    assert len(keys) == 3
