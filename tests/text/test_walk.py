from beritaparse.text.walk import by_zone


def test_each_hit_comes_with_the_zone_that_it_begins_in():
    hits = [(0, "a"), (4, "b"), (5, "c"), (9, "d"), (20, "e"), (29, "f")]
    zones = [(2, 5), (5, 9), (18, 30)]
    assert [(hit[1], zone) for hit, zone in by_zone(hits, zones)] == [
        ("b", (2, 5)),
        ("c", (5, 9)),
        ("e", (18, 30)),
        ("f", (18, 30)),
    ]


def test_nothing_comes_without_zones_or_behind_the_last():
    assert list(by_zone([(1,), (2,)], [])) == []
    assert list(by_zone([(7,), (9,)], [(0, 7)])) == []
    assert list(by_zone([], [(0, 7)])) == []
