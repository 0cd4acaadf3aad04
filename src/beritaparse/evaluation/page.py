"""An evaluation as a web page: the table, and gold and given side by side wherever they differ.

One file without a network; what comes from the articles is escaped, and the page's policy lets only its own script run.
"""

from __future__ import annotations

from itertools import groupby

from ..pages import assets, template
from .show import bounds
from .tally import LEVEL, Evaluation


def to_html(result: Evaluation, gold: str, system: str) -> str:
    """Return the page; ``gold`` and ``system`` name what was compared."""
    findings = sorted(enumerate(result.findings), key=lambda item: (item[1].document, item[0]))
    documents = [
        (document, [finding for _, finding in group])
        for document, group in groupby(findings, key=lambda item: item[1].document)
    ]
    wrong = {layer: sum(finding.layer == layer for finding in result.findings) for layer in result.scores}
    return template(__package__ or "").render(
        result=result,
        gold=gold,
        system=system,
        level=LEVEL,
        bounds=bounds,
        documents=documents,
        wrong=wrong,
        **assets(__package__ or ""),
    )
