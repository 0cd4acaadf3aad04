"""Small pages of press offices and portals, each for a kind of fault: markup, signatures, interviews, strangers."""

from __future__ import annotations

import pytest

from beritaparse import Article
from beritaparse.lexicon.quotes_weights import Curve, load


def said(article: Article) -> list[tuple[str, str | None]]:
    return [(quote["text"], quote["speaker"]) for quote in article.to_gold()["quotes"]]


LEAD = "CIAMIS - Polisi menangkap Joko Prihatin (29), Selasa (14/5/2024).\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LEAD + '*"Tersangka sudah kami tahan,"* kata Kapolres Ciamis AKBP Tony Sasmita.',
            [("Tersangka sudah kami tahan,", "Tony Sasmita")],
        ),
        (
            LEAD + '"Tersangka kami tahan," 🎤 ujar Kapolres Ciamis AKBP Tony Sasmita.',
            [("Tersangka kami tahan,", "Tony Sasmita")],
        ),
        (
            LEAD + '"Kami tahan dia," sergah Kapolres Ciamis AKBP Tony Sasmita.',
            [("Kami tahan dia,", "Tony Sasmita")],
        ),
        (
            'Camat Patebon Bambang Utoro meninjau posko.\n\n"Beras habis," kata perempuan itu.',
            [("Beras habis,", "perempuan itu")],
        ),
        (
            "Ketua RT 04 Desa Kartika Jaya, Mukhlas Abidin, mengaku kecewa dengan keputusan itu.\n\n"
            "Anaknya, Nur Hidayah (24), ikut menambal "
            "tanggul. Ia mengatakan ayahnya tidak tidur dua malam.",
            [("kecewa dengan keputusan itu", "Mukhlas Abidin"), ("ayahnya tidak tidur dua malam", "Nur Hidayah")],
        ),
        (
            "Leni Tuhumury mewawancarai Direktur Utama PDAM Tirta Ambon, Johanis Salakory, Jumat (9/8/2024).\n\n"
            "Leni: Apa jaminannya?\n\nJohanis: Saya siap dievaluasi wali kota.",
            [("Saya siap dievaluasi wali kota.", "Johanis Salakory")],
        ),
        (
            "Bagi klub yang baru berdiri, di sebut Salma sebagai usia yang sangat muda, hasil itu patut disambut.",
            [],
        ),
    ],
)
def test_who_said_what(parse_rules, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert said(parse_rules(text)) == expected


def test_a_quotation_says_how_sure_it_is(parse_rules) -> None:
    officer = '"Kami tahan dia," kata Kapolres Ciamis AKBP Tony Sasmita.'
    article = parse_rules(f'{officer}\n\n"Saya takut," kata pria yang berdiri itu.')
    sure, unsure = article.quotes
    assert sure.confidence > 0.9
    assert 0 < (unsure.confidence or 0) < sure.confidence
    assert article.quotes_above(0.9) == (sure,)


def test_confidence_is_read_between_the_points_of_a_curve() -> None:
    curve = Curve(said=(0.0, 0.5, 1.0), right=(0.0, 0.4, 0.9))
    assert [curve.at(said) for said in (-0.1, 0.25, 0.5, 1.2)] == [0.0, 0.2, 0.4, 0.9]
    assert curve.at(0.75) == pytest.approx(0.65)


def test_the_curve_that_ships_rises_and_promises_nothing_beyond_what_was_seen() -> None:
    curve = load().confidence
    assert list(curve.said) == sorted(set(curve.said))
    assert list(curve.right) == sorted(curve.right)
    assert curve.right[-1] <= 1
