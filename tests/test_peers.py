"""The comparison with other readers: which cases they get, what counts as right, the table."""

from benchmarks import peers

DAY_OF = "2022-01-12"


def test_a_date_is_right_within_the_unit_that_is_expected():
    day = {"value": DAY_OF, "grain": "day"}
    assert peers.same_time((peers.seconds("2022-01-12T09:00:00"), None), day, "date")
    assert not peers.same_time((peers.seconds("2022-01-13"), None), day, "date")
    assert peers.same_time((peers.seconds("2022-01-30"), None), {"value": "2022-01-01", "grain": "month"}, "date")
    ends = {"start": "2022-01-05", "end": "2022-01-09"}
    assert peers.same_time((peers.seconds("2022-01-05"), peers.seconds("2022-01-08")), ends, "interval")
    assert not peers.same_time((peers.seconds("2022-01-05"), None), ends, "interval")


def test_a_peer_gets_no_case_of_its_own_suite_and_at_most_the_sample():
    cases = [{"suite": s, "lang": "en", "kind": "date"} for s in ("dateparser", "duckling", "duckling", "duckling")]
    found = peers.chosen(cases, "dateparser", peers.READS["dateparser"], sample=2, seed=1)
    assert [c["suite"] for c in found] == ["duckling", "duckling"]


def test_a_missing_peer_is_left_out_with_a_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(peers, "NEEDS", dict.fromkeys(peers.NEEDS, "no_such_reader"))
    result = peers.run(tmp_path, {})
    assert result["missing"] == ["dateparser", "quantulum3", "recognizers"]
    assert "dateparser is not installed, left out" in capsys.readouterr().err


def test_table():
    told = {"dateparser": {"date": {"peer": 0.5, "ours": 0.91, "cases": 10}}}
    assert peers.rows(told) == [["kind", "dateparser / claimcmp (cases)"], ["date", "50% / 91% (10)"]]
