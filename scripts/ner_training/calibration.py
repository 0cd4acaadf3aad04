"""From the network's own probability of a name to the share of such names that are right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def fit(probabilities: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and intercept on the logit, by Newton's method with a weak pull to the identity (Platt scaling)."""
    sure = np.clip(np.array(probabilities), 1e-6, 1 - 1e-6)
    logit, target = np.log(sure / (1 - sure)), np.array(right, dtype=float)
    design = np.stack([logit, np.ones_like(logit)], axis=1)
    start = np.array([1.0, 0.0])
    weights, pull = start.copy(), 1.0
    for _ in range(50):
        given = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (given - target) + pull * (weights - start)
        curvature = (design * (given * (1 - given))[:, None]).T @ design + pull * np.eye(2)
        weights -= np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


def expected_error(scores: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: the mean distance of score and share of right ones over bins of equal count."""
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, bins)
    return float(sum(len(part) * abs(scores[part].mean() - right[part].mean()) for part in parts) / len(scores))
