"""Union-find: what touches by others is one group, in a fixed order."""

from jixiao.readers.groups import joined


def test_chains_are_one_group_and_the_order_is_that_of_the_indices() -> None:
    assert joined(6, [(4, 1), (5, 3), (1, 5)]) == [[0], [1, 3, 4, 5], [2]]
    assert joined(2, []) == [[0], [1]]
    assert joined(0, []) == []


def test_the_order_of_the_pairs_does_not_matter() -> None:
    pairs = [(i, i + 3) for i in range(500)]
    assert joined(503, pairs) == joined(503, [(b, a) for a, b in reversed(pairs)]) == [
        list(range(start, 503, 3)) for start in range(3)
    ]  # fmt: skip
