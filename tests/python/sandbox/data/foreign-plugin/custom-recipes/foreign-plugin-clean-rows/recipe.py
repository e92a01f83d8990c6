import os
import sys

import dataiku
from dataiku import customrecipe
from foreign_lib.texts import describe

config = customrecipe.get_recipe_config()
print(customrecipe.get_plugin_config()["greeting"], config["times"], config["label"], flush=True)
if config["behaviour"] == "raise":
    raise ValueError("the label\nis not to my taste")
if config["behaviour"] == "crash":
    os._exit(7)
if config["behaviour"] == "leave":
    sys.exit(0)
if config["behaviour"] == "give up":
    sys.exit("nothing to be done")

sources = [dataiku.Dataset(name) for name in customrecipe.get_input_names_for_role("rows")]
copy = dataiku.Dataset(customrecipe.get_output_names_for_role("copy")[0])
columns = sources[0].read_schema()
copy.write_schema([dict(column, comment=config["label"]) for column in columns])
with copy.get_writer() as writer:
    for source in sources:
        for part in source.iter_dataframes(chunksize=2, infer_with_pandas=False, keep_default_na=False):
            for _ in range(int(config["times"])):
                writer.write_dataframe(part)

if customrecipe.get_output_names_for_role("counts"):
    counts = dataiku.Dataset(customrecipe.get_output_names_for_role("counts")[0])
    counts.write_schema([{"name": "source", "type": "string"}, {"name": "rows", "type": "bigint"}])
    with counts.get_writer() as writer:
        for source in sources:
            writer.write_row_dict({"source": source.short_name, "rows": sum(1 for _ in source.iter_tuples())})

if customrecipe.get_output_names_for_role("files"):
    folder = dataiku.Folder(customrecipe.get_output_names_for_role("files")[0])
    folder.upload_data("notes/description.txt", describe(len(columns)).encode("utf-8"))
    for name in customrecipe.get_input_names_for_role("models"):
        models = dataiku.Folder(name)
        for path in models.list_paths_in_partition():
            with models.get_download_stream(path) as stream:
                folder.upload_stream(path, stream)
