"""Merkle trees as RFC 6962 section 2.1 defines them."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY = sha256(b"").digest()
HASH = len(EMPTY)  # bytes


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf: the prefix 0x00 keeps it apart from an inner node."""
    return sha256(b"\x00" + data).digest()


def leaf_hashes(texts: Iterable[str]) -> bytes:
    """The hashes of many leaves, one after the other: 300,000 of them at a time are not rare."""
    return b"".join([sha256(b"\x00" + text.encode()).digest() for text in texts])


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """A tree that keeps only what its head needs: its complete subtrees, tallest first."""

    def __init__(self) -> None:
        self._subtrees: list[tuple[int, bytes]] = []  # (height, hash)

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        subtrees = self._subtrees
        for hashed in leaf_hashes:
            height = 0
            while subtrees and subtrees[-1][0] == height:
                hashed = node_hash(subtrees.pop()[1], hashed)
                height += 1
            subtrees.append((height, hashed))

    def head(self) -> bytes:
        """The hash that commits to every leaf and to their order."""
        if not self._subtrees:
            return EMPTY
        *taller, (_height, head) = self._subtrees
        for _height, hashed in reversed(taller):
            head = node_hash(hashed, head)
        return head


def root(hashes: bytes) -> bytes:
    """The tree head over leaf hashes, one after the other.

    Level by level: a node without a neighbour goes up as it is, which makes the same tree.
    """
    if not hashes:
        return EMPTY
    while len(hashes) > HASH:
        paired = len(hashes) - len(hashes) % (2 * HASH)
        nodes = [
            sha256(b"\x01" + hashes[start : start + 2 * HASH]).digest()
            for start in range(0, paired, 2 * HASH)
        ]
        hashes = b"".join([*nodes, hashes[paired:]])
    return hashes
