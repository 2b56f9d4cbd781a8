"""The notebooks run from top to bottom; what they print is what they say."""

import pathlib

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = pathlib.Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.ipynb")))
def test_a_notebook_runs(name):
    notebook = nbformat.read(FOLDER / name, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "kept without outputs"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    text = "".join(
        "".join(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    wanted = {
        "commissioner.ipynb": ["399 months of councils read; 0 do not add up", "concern", "improvement_low"],
        "analyst.ipynb": ["24 delayed days; 0 stays not judged, 1 doubts", "return_blames_both", "amount_minor=156000"],
    }
    assert all(words in text for words in wanted[name]), text


def test_both_notebooks_are_there():
    assert {path.name for path in FOLDER.glob("*.ipynb")} == {"analyst.ipynb", "commissioner.ipynb"}
