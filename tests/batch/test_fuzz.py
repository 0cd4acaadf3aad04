"""A few runs of the scripts that harm batch: changed inputs, faults.  At length they are run by hand."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


def script(name: str):
    spec = spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="needs an alarm of the system")
@pytest.mark.filterwarnings("ignore")
def test_changed_inputs(tmp_path) -> None:
    pytest.importorskip("feedparser")
    pytest.importorskip("trafilatura")
    fuzz_inputs = script("fuzz_inputs")
    fuzz = fuzz_inputs.Fuzz(fuzz_inputs.made())
    assert [wrong for seed in range(150) if (wrong := fuzz.one(seed, tmp_path)) is not None] == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="signals and limits as Linux has them")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_faults(tmp_path, seed) -> None:
    assert script("fault_batch").one(seed, 30, tmp_path) == []
