"""Merkle trees as RFC 6962 section 2.1 defines them."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf: the prefix 0x00 keeps it apart from an inner node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The tree head over leaf hashes, in one pass and with memory for one branch only."""
    branch: list[tuple[int, bytes]] = []  # (height, hash) of complete subtrees, tallest first
    for hashed in leaf_hashes:
        height = 0
        while branch and branch[-1][0] == height:
            hashed = node_hash(branch.pop()[1], hashed)
            height += 1
        branch.append((height, hashed))
    if not branch:
        return EMPTY
    head = branch.pop()[1]
    while branch:
        head = node_hash(branch.pop()[1], head)
    return head
