"""Event log -> directly-follows edges (a row an edge), activities (a row an activity)."""
from process_mining.edges import count_edges
from process_mining.tables import activities_table, edges_table
from process_mining.variants import find_variants
from process_mining_dss.datasets import EventLogInput, is_wanted, recipe_parameters, write_table
from process_mining_dss.params import EdgeMetricsParameters

event_log = EventLogInput("event_log")
parameters = event_log.settled(recipe_parameters(EdgeMetricsParameters))

log = event_log.read(parameters)

write_table("edges", edges_table(count_edges(log, parameters.percentiles), parameters), parameters)
if is_wanted("activities"):
    write_table("activities", activities_table(log, find_variants(log), parameters), parameters)
