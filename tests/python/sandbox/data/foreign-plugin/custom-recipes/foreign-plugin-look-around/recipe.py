import importlib.util
import os
import sys

import dataiku
import pandas as pd
from dataiku.customrecipe import get_input_names, get_output_names, get_recipe_resource

seen = {
    "name": __name__,
    "files in the working folder": os.listdir(os.getcwd()),
    "first on the path": os.path.basename(sys.path[0]),
    "demo": importlib.util.find_spec("demo") is not None,
    "tests": importlib.util.find_spec("tests") is not None,
    "resource": os.path.isdir(get_recipe_resource()),
    "inputs": get_input_names(),
    "outputs": get_output_names(),
    "short outputs": get_output_names(full=False),
    "project": dataiku.default_project_key(),
}
rows = pd.DataFrame({"what": list(seen), "value": [str(value) for value in seen.values()]})
dataiku.Dataset(get_output_names()[0]).write_with_schema(rows)
