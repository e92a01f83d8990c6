"""Process mining on event logs: nouns (event log, Petri net, columns, errors) and the verbs that use them."""
