"""Choices of the Conformance recipe's form: the model files that lie in the folder it is given."""
from process_mining_dss.references import model_choices


def do(payload, config, plugin_config, inputs):
    """Return the choices of a parameter, as DSS asks for them when the form opens."""
    if payload.get("parameterName") != "model_files":
        return {"choices": []}
    return model_choices(inputs)
