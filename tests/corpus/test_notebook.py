"""The notebook of a corpus runs as it stands, over articles of our own wording."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

pytest.importorskip("pandas")
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_notebook_answers_its_questions(tmp_path, monkeypatch):
    (tmp_path / "corpus.jsonl").write_bytes((EXAMPLES / "corpus.jsonl").read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    shown = []
    for cell in json.loads((EXAMPLES / "corpus.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop()
            exec(compile(tree, "cell", "exec"), names)
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))  # type: ignore[attr-defined]
    stories, outlets, copies, posts, quotes, person = shown
    assert stories.articles.tolist() == [4, 2]
    assert outlets.outlet.tolist() == ["kabarpesisir.news", "Kabarkini.id", "lensadesa.com"]
    assert ["kabarpesisir.news", "named", "lensadesa.com"] in copies[["original", "reason", "copy"]].values.tolist()
    assert posts.post.tolist() == ["Kapolres Demak", "Kapolres Demak", "Kapolres Kudus"]
    assert quotes.articles.max() == 3
    assert set(person.article_id) == {"demak-101", "demak-102", "demak-103", "kudus-105", "kudus-107"}
