from __future__ import annotations

import pytest

from beritaparse.people.merge import fits

TEXT = (
    "Kapolres Demak AKBP Bagas Prawira Nugraha memimpin apel. Bagas berpesan agar anggota siaga. "
    "Menurut AKBP Bagas, wilayah aman. Kapolres juga menyapa warga bersama Kasi Humas Polres Demak AKP Slamet."
)


def test_one_person_for_one_human_being(parse_rules) -> None:
    article = parse_rules(TEXT)
    assert [person.name for person in article.persons] == ["Bagas Prawira Nugraha", "Slamet"]
    bagas = article.persons[0]
    assert [(m.text, m.kind) for m in bagas.mentions] == [
        ("Bagas Prawira Nugraha", "name"),
        ("Bagas", "alias"),
        ("Bagas", "alias"),
        ("Kapolres", "position"),
    ]


def test_two_people_who_share_a_name_stay_two(parse_rules) -> None:
    text = (
        "Kompol Joko Purwono dan Ipda Joko Harsono hadir. Ipda Joko Harsono memimpin. "
        "Iptu Herri membantu Heri Wijaya (42)."
    )
    names = [person.name for person in parse_rules(text).persons]
    assert names == ["Joko Purwono", "Joko Harsono", "Herri", "Heri Wijaya"]


def test_initials_are_not_merged_with_names(parse_rules) -> None:
    text = "Tersangka berinisial BU (20) ditahan. Kanit Reskrim Polsek Rupit Ipda Budi Utomo memeriksanya."
    assert [person.name for person in parse_rules(text).persons] == ["BU", "Budi Utomo"]


def test_roles(parse_rules) -> None:
    text = (
        "Kapolsek Rupit Iptu Arif Rahman hadir. Tersangka MS (22) ditahan. "
        "Korban bernama Siti Aminah dirawat. Saksi bernama Jaya Kusuma diperiksa."
    )
    roles = {person.name: person.role for person in parse_rules(text).persons}
    assert roles == {"Arif Rahman": "official", "MS": "suspect", "Siti Aminah": "victim", "Jaya Kusuma": "witness"}


def test_a_misspelt_name_is_the_same_person(parse_rules) -> None:
    text = "Korban bernama Stevanie (25) dirawat. Menurut Stevani, ia dipukul."
    assert len(parse_rules(text).persons) == 1


def test_fits() -> None:
    assert fits(("khalid",), ("m", "khalid", "zulkarnain"))
    assert fits(("muhammad", "khalid"), ("m", "khalid", "zulkarnain"))
    assert not fits(("heri",), ("herri",))
    assert not fits(("zulkarnain", "khalid"), ("khalid", "zulkarnain"))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Presiden Joko Widodo hadir. Warga menyambut Presiden Jokowi.", ["Joko Widodo"]),
        ("Presiden Joko Widodo hadir bersama Bupati Jokowi.", ["Joko Widodo", "Jokowi"]),
        ("Kadis Sosial Demak Yadi Robyan Noor hadir. “Stok aman,” ujar Roby.", ["Yadi Robyan Noor"]),
    ],
)
def test_a_short_name_is_cut_out_of_the_name_of_somebody_with_its_title(
    parse_rules, text: str, people: list[str]
) -> None:
    assert [person.name for person in parse_rules(text).persons] == people


def test_the_honorific_of_a_nickname_is_a_part_of_it(parse_rules) -> None:
    text = "Bupati Demak Agus Salim yang akrab disapa Gus Jago hadir. Gus Jago tertawa, lalu Gus. Jago pulang."
    (person,) = parse_rules(text).persons
    assert {mention.text for mention in person.mentions if mention.kind == "alias"} >= {"Gus Jago"}
    assert all(text[mention.start : mention.end] == mention.text for mention in person.mentions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pelaku bernama Budi Hartono alias Budi Kobra ditahan. Budi Kobra sempat kabur.", ["Budi Hartono"]),
        ("Kata Bupati Demak, Sri Rahayu Wulandari, Senin. Bupati yang akrab disapa Rahma itu pulang.", None),
        ("Korban bernama Suryadi Gunawan (SG) selamat. Pelaku berinisial MS masih dicari.", ["Suryadi Gunawan", "MS"]),
        ("Korban bernama Suryadi Gunawan (45) dan pelaku berinisial SG bertemu.", ["Suryadi Gunawan", "SG"]),
    ],
)
def test_aliases_that_the_text_spells_out(parse_rules, text: str, names: list[str] | None) -> None:
    assert [person.name for person in parse_rules(text).persons] == (names or ["Sri Rahayu Wulandari"])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Polisi menetapkan Budi Utomo (30) sebagai tersangka.", "suspect"),
        ("Budi Utomo (30) tewas di lokasi.", "victim"),
        ("Pria bernama Budi Utomo (30) tega mencabuli anak.", "suspect"),
        ("Truk itu menewaskan Budi Utomo (30).", "victim"),
        ("Saksi mata, Budi Utomo (30), melihatnya.", "witness"),
        ("Pelaku sudah kabur, kata Budi Utomo (30).", "other"),
        ("Oknum polisi Aipda Budi Utomo ditahan.", "suspect"),
        ("Aipda Budi Utomo memeriksa pelaku.", "official"),
        ("Enam orang ditangkap. Mereka ialah Budi Utomo (30).", "suspect"),
    ],
)
def test_a_role_is_read_from_the_words_around_the_name(parse_rules, text: str, role: str) -> None:
    assert [person.role for person in parse_rules(text).persons] == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Penasehat hukum tersangka, Budi Utomo, menolak.", "other"),
        ("Ibu korban, Budi Utomo (30), menangis.", "other"),
        ("Istri Budi Utomo ditangkap semalam.", "other"),
        ("Pelaku lain dicari, kata Budi Utomo, korban selamat.", "other"),
        ("Menurut Kasat Reskrim AKP Budi Utomo, pelaku kabur.", "official"),
        ("Kendati sopir sudah diamankan, AKP Budi Utomo meminta warga tenang.", "official"),
        ("Pada hari itu Bupati berjanji menetapkan Budi Utomo sebagai pahlawan.", "other"),
        ("Tersangka kasus dugaan korupsi dana desa di kabupaten itu, Budi Utomo, bungkam.", "suspect"),
        (
            "Warga melapor bahwa pelaku pencurian yang merusak pagar dan mengambil ternak itu yakni Budi Utomo.",
            "suspect",
        ),
        ("Budi Utomo pulang.\n\nBaca juga: Ratusan Orang Ditangkap di Pasar\n\nWarga menonton.", "other"),
    ],
)
def test_whose_a_role_word_is(parse_seen, text: str, role: str) -> None:
    assert [person.role for person in parse_seen(text, "Budi Utomo").persons] == [role]


def test_a_role_is_told_of_all_in_a_list(parse_seen) -> None:
    text = "Polisi menetapkan Budi Utomo, Wahyu Hidayat dan Arif Rahman sebagai tersangka."
    article = parse_seen(text, "Budi Utomo", "Wahyu Hidayat", "Arif Rahman")
    assert [person.role for person in article.persons] == ["suspect"] * 3


def test_the_name_spelt_out_goes_before_initials(parse_rules) -> None:
    text = "Bupati Demak, Markus O Mansnandra, hadir. Bupati Markus Oktovianus Mansnandra berpidato."
    assert [person.name for person in parse_rules(text).persons] == ["Markus Oktovianus Mansnandra"]


@pytest.mark.parametrize(
    ("full", "again"),
    [
        ("Kepala Satuan Reserse Kriminal (Kasatreskrim) Polres Demak AKP", "Kasat Reskrim"),
        ("Kasat Resnarkoba Polres Demak AKP", "Kasat Narkoba"),
        ("Kasat Reskrim Polres Demak AKP", "Kasatreskrim"),
        ("Kepala Bidang Humas Polda Jateng Kombes", "Kabid Humas"),
        ("Komandan Kodim 0716/Demak Letkol Kav", "Dandim"),
        ("Wakil Bupati Demak H", "Wabup"),
        ("Wakil Wali Kota Semarang H", "Wawali"),
        ("Kepala Kejaksaan Negeri Demak H", "Kajari"),
    ],
)
def test_a_post_may_be_spelt_otherwise_when_it_is_named_again(parse_rules, full: str, again: str) -> None:
    article = parse_rules(f"{full} Budi Utomo datang pagi itu. {again} lalu pulang.")
    assert [[mention.text for mention in person.mentions] for person in article.persons] == [["Budi Utomo", again]]


@pytest.mark.parametrize("post", ["Menteri Kehutanan mengundurkan diri.", "Menteri Sosial hadir."])
def test_a_post_of_other_words_is_another_persons(parse_rules, post: str) -> None:
    article = parse_rules(f"Menteri Lingkungan Hidup Bagas Prawira datang. {post}")
    bagas = next(person for person in article.persons if person.name == "Bagas Prawira")
    assert [mention.text for mention in bagas.mentions] == ["Bagas Prawira"]


def test_a_bare_title_before_a_body_that_is_not_known_is_nobodys(parse_rules) -> None:
    article = parse_rules(
        "Ketua Umum PJI Suryo Nugroho hadir. Hadir pula Ketua Umum Forum Jurnalis Demak. Ketua Umum berpesan."
    )
    mentions = [mention.text for mention in article.persons[0].mentions if mention.kind == "position"]
    assert mentions == ["Ketua Umum"]


def test_a_post_is_known_by_its_short_form_in_brackets(parse_seen) -> None:
    text = "Menteri Sekretaris Negara (Mensesneg) Bagas Prawira hadir. Warga menyambut Mensesneg."
    article = parse_seen(text, "Bagas Prawira")
    (bagas,) = article.persons
    assert [mention.text for mention in bagas.mentions] == ["Bagas Prawira", "Mensesneg"]


@pytest.mark.parametrize(
    ("full", "short", "number"),
    [
        ("Nur Sricahyaningrat", "Cahya", 1),  # cut out of a long word
        ("Nur Cahyani", "Cahya", 1),
        ("Nur Sricahyaningrat", "Rina", 2),
        ("Nur Sricahyaningrat", "AKP Cahya", 2),  # with a rank of its own
    ],
)
def test_a_short_name_cut_out_of_a_long_word(parse_rules, full: str, short: str, number: int) -> None:
    article = parse_rules(f'Kapolres Demak AKBP {full} hadir. "Situasi aman," kata {short}, Senin (9/6/2025).')
    assert len(article.persons) == number


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Warga menyapa Bagas Prawira atau Prabas. Prabas tersenyum.", ["Bagas Prawira"]),
        ("Warga menyapa Bagas Prawira atau Gus Prabas. Gus Prabas tersenyum.", ["Bagas Prawira"]),
        ("Yang dipilih Bagas Prawira atau Suryo Nugroho.", ["Bagas Prawira", "Suryo Nugroho"]),
    ],
)
def test_what_everybody_calls_somebody(parse_seen, text: str, people: list[str]) -> None:
    article = parse_seen(text, "Bagas Prawira", "Prabas", "Suryo Nugroho")
    assert [person.name for person in article.persons] == people


def test_a_wifes_name_may_hold_her_husbands(parse_rules) -> None:
    article = parse_rules(
        "Kapolres Demak AKBP Budi Utomo dan istri, Ny Rina Budi Utomo, hadir. Ketua TP-PKK Demak Sri Arif Rahman juga. "
        "Bupati Demak Arif Rahman pulang."
    )
    assert [(p.name, p.rank and p.rank.abbreviation) for p in article.persons] == [
        ("Budi Utomo", "AKBP"),
        ("Rina Budi Utomo", None),
        ("Sri Arif Rahman", None),
        ("Arif Rahman", None),
    ]


def test_a_slip_in_a_short_word_of_a_long_name(parse_rules) -> None:
    text = "Bupati Demak Audi Murphy Sitorus hadir. Bupati Audy Murphy Sitorus berpidato."
    assert [person.name for person in parse_rules(text).persons] == ["Audi Murphy Sitorus"]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Wakapolda Jawa Tengah Brigjen Arif Rahman hadir.", [("Brigjen Pol", "polri")]),
        ("Pangdam IV/Diponegoro Brigjen Arif Rahman hadir.", [("Brigjen", "tni_ad")]),
        ("Kapolri Jenderal Arif Rahman hadir.", [("Jenderal Pol", "polri")]),
        # elsewhere the rank is told in full
        ("Brigjen Pol Arif Rahman hadir. Brigjen Arif berpesan.", [("Brigjen Pol", "polri")] * 2),
        ("Wakapolda Jawa Tengah Brigjen TNI Arif Rahman hadir.", [("Brigjen TNI", "tni_ad")]),
    ],
)
def test_a_rank_of_two_services_is_that_of_the_unit(parse_rules, text: str, ranks: list[tuple[str, str]]) -> None:
    article = parse_rules(text)
    assert [(rank.abbreviation, rank.service) for rank in article.ranks] == ranks
    assert article.persons[0].rank == article.ranks[0]


def test_initials_with_and_without_dots_are_one_persons(parse_rules) -> None:
    text = "Polisi menangkap tersangka YI (30) di Demak. Menurut polisi, tersangka Y.I. sudah mengaku."
    (person,) = parse_rules(text).persons
    assert [mention.text for mention in person.mentions] == ["YI", "Y.I."]


def test_the_fullest_name_has_its_glued_initial(parse_seen) -> None:
    text = "Bupati Demak Bagas B.Mokodongan hadir. Kata Bupati Demak Bagas Mokodongan, warga rukun."
    assert [person.name for person in parse_seen(text, "Bagas B.Mokodongan").persons] == ["Bagas B.Mokodongan"]


def test_brothers_whose_names_differ_in_the_first_letter_are_two(parse_rules) -> None:
    text = "Ipda Budi Murphy Sitorus hadir. Ipda Rudi Murphy Sitorus memimpin apel."
    assert [person.name for person in parse_rules(text).persons] == ["Budi Murphy Sitorus", "Rudi Murphy Sitorus"]


def test_a_byname_in_brackets_that_fits_another_name_too(parse_seen) -> None:
    text = "Hadir Bagas Prawira (Prabas) dan istrinya, Rina Prabas. Prabas tersenyum."
    article = parse_seen(text, "Bagas Prawira", "Prabas", "Rina Prabas")
    assert [(person.name, len(person.mentions)) for person in article.persons] == [
        ("Bagas Prawira", 3),
        ("Rina Prabas", 1),
    ]


def test_a_relative_in_brackets_is_another_person(parse_seen) -> None:
    article = parse_seen("Pelapor Bagas Prawira (anak Mbah Tarjo) hadir.", "Bagas Prawira", "Tarjo")
    assert [person.name for person in article.persons] == ["Bagas Prawira", "Tarjo"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Dirjen Bina Pasar Sutrisno mengatakan stok aman.", "Ditjen Bina Pasar"),
        ("Kepala Bidang Pasar Dinas Perdagangan Demak, Sutrisno, hadir.", "Bidang Pasar Dinas Perdagangan Demak"),
        ("Kadishub Demak, Sutrisno, mengatakan jalan ditutup.", "Dishub Demak"),
        (
            "Kadisperpa Demak, Sutrisno, hadir. Dinas Pertanian dan Pangan (Disperpa) Demak siap.",
            "Dinas Pertanian dan Pangan (Disperpa) Demak",
        ),
        (
            "Direktur Tindak Pidana Umum Bareskrim Polri Brigjen Pol Sutrisno hadir.",
            "Direktorat Tindak Pidana Umum Bareskrim Polri",
        ),
        ("Mantan Kapolres Demak AKBP Sutrisno hadir.", None),
    ],
)
def test_whoever_leads_a_part_of_a_body_serves_in_it(parse_rules, text: str, unit: str | None) -> None:
    article = parse_rules(text)
    names = {each.id: each.name for each in article.units}
    assert [names.get(person.unit_id) for person in article.persons] == [unit]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Direktur Utama PT Sinar Muria Abadi, Budi Santoso, hadir.", "PT Sinar Muria Abadi"),
        ("Ketua DPC Partai Golkar Demak, Budi Santoso, mengatakan hal itu, Rabu.", "DPC Partai Golkar Demak"),
        ("Mantan Direktur Utama PT Sinar Muria Abadi Budi Santoso ditahan.", None),
        ("Kapolres Demak AKBP Budi Santoso menemui PT Sinar Muria Abadi.", None),
    ],
)
def test_the_organisation_that_a_post_of_today_names(parse_rules, text, body) -> None:
    article = parse_rules(text)
    (person,) = article.persons
    assert {o.id: o.name for o in article.organizations}.get(person.organization_id) == body


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Presiden Arif Rahman tiba. Acara dibuka Presiden RI Arif Rahman.", "Presiden RI"),
        ("Arif Rahman selaku CEONavayo Rawi hadir. Arif Rahman selaku CEO Navayo Rawi pulang.", "CEO Navayo Rawi"),
    ],
)
def test_a_post_is_told_most_fully(parse_seen, text: str, post: str) -> None:
    (person,) = parse_seen(text, "Arif Rahman").persons
    assert person.position.text == post


def test_a_small_word_that_is_glued_to_a_name_is_none_of_it(parse_seen) -> None:
    (person,) = parse_seen("Bupati Arif Rahmanakan datang, kata Rahman.", "Arif Rahmanakan").persons
    assert person.name == "Arif Rahman"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Jemaah haji bernama Siti Aminah (68) wafat di Makkah.", "victim"),
        ("Penyidik memeriksa Bupati Demak Budi Utomo sebagai saksi.", "witness"),
        ("Budi Utomo, pedagang sayur di Pasar Bintoro, mengeluh.", "other"),
        ("Kapolres Demak AKBP Budi Utomo menangkap pelaku pembunuhan.", "official"),
    ],
)
def test_a_role_is_chosen_among_all(parse_seen, text: str, role: str) -> None:
    assert [person.role for person in parse_seen(text, "Budi Utomo", "Siti Aminah").persons] == [role]


def test_an_initial_alone_makes_nobody_the_same(parse_seen) -> None:
    article = parse_seen(
        "Kanit Gakkum AKP M Isrofi datang. Korban bernama Mahmudah (46) dirawat.", "M Isrofi", "Mahmudah"
    )
    assert [person.name for person in article.persons] == ["M Isrofi", "Mahmudah"]
    assert "Mahmudah" not in article.redacted().text


def test_two_with_names_alike_and_a_post_each_are_two(parse_rules) -> None:
    text = "Hadir Sekda Demak, Drs. Prawiraldi, Kadis Kominfo Demak, Drs. Prawiraldy, dan warga."
    assert [person.name for person in parse_rules(text).persons] == ["Prawiraldi", "Prawiraldy"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hingga kini tim SAR masih mencari Prawira Nugraha (60), warga Demak.", "victim"),
        ("Pencarian terhadap Prawira Nugraha (60) dilanjutkan besok.", "victim"),
        ("Polisi mencari tersangka Prawira Nugraha (30) yang kabur.", "suspect"),
    ],
)
def test_who_is_looked_for(parse_seen, text: str, role: str) -> None:
    (person,) = parse_seen(text, "Prawira Nugraha").persons
    assert person.role == role
