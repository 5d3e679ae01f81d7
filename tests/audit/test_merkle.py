"""Heads of trees agree with RFC 6962, section 2.1, written as it defines them."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import merkle


def by_definition(leaves):
    """MTH of the standard: split at the largest power of two below the number of leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = by_definition(leaves[:split]), by_definition(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    return merkle.root(b"".join(map(merkle.leaf_hash, leaves)))


@given(st.lists(st.binary(max_size=8), max_size=80))
def test_the_root_is_the_one_of_the_standard(leaves):
    assert root_of(leaves) == by_definition(leaves)


@given(st.lists(st.binary(max_size=8), max_size=40), st.lists(st.binary(max_size=8), max_size=40))
def test_a_tree_that_grows_has_the_head_of_all_its_leaves(first, then):
    tree = merkle.GrowingTree()
    tree.extend(map(merkle.leaf_hash, first))
    assert tree.head() == by_definition(first)
    tree.extend(map(merkle.leaf_hash, then))
    assert tree.head() == by_definition(first + then)


@given(st.lists(st.binary(min_size=1, max_size=8), min_size=2, max_size=20, unique=True))
def test_order_and_number_of_leaves_count(leaves):
    root = root_of(leaves)
    assert root != root_of(reversed(leaves))
    assert root != root_of(leaves[:-1])


# Heads of the first leaves 00, 10, 2021, 3031 of the log that RFC 6962 implementations test with.
@pytest.mark.parametrize(
    ("leaves", "head"),
    [
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([""], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (["", "00"], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (["", "00", "10"], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (
            ["", "00", "10", "2021"],
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ],
)
def test_known_heads(leaves, head):
    assert root_of(map(bytes.fromhex, leaves)).hex() == head
