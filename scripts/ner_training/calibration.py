"""From the network's own probability of a name to the share of such names that are right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

PULL = 10.0
"""As much as that many uncertain names: a few hundred names of a type say little, and the network is near the truth."""


def fit(probabilities: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and intercept on the logit, with a pull to the identity (Platt scaling)."""
    sure = torch.tensor(probabilities, dtype=torch.float64).clamp(1e-6, 1 - 1e-6)
    target, start = torch.tensor(right, dtype=torch.float64), torch.tensor([1.0, 0.0], dtype=torch.float64)
    weights = start.clone().requires_grad_()
    # steps without a line search run away where nearly all names are sure
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = binary_cross_entropy_with_logits(weights[0] * sure.logit() + weights[1], target, reduction="sum")
        value += PULL * (weights - start).square().sum() / 2
        value.backward()
        return value

    optimizer.step(loss)
    slope, intercept = weights.tolist()
    return slope, intercept


def expected_error(scores: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: the mean distance of score and share of right ones over bins of equal count."""
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, bins)
    return float(sum(len(part) * abs(scores[part].mean() - right[part].mean()) for part in parts) / len(scores))
