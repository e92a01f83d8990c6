"""The backend of the Process Explorer: its routes, on the application that DSS gives."""
from process_mining_dss.views import create_blueprint

app.register_blueprint(create_blueprint())  # noqa: F821
