"""The plugin inside DSS: the only package that knows Dataiku or Flask."""
