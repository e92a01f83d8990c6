def describe(columns):
    return f"{columns} columns"
