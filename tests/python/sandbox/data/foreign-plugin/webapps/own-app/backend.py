"""Makes an application of its own, which no DSS will ever find ready."""
from flask import Flask

app = Flask(__name__)
