"""Event log -> a discovered model (BPMN and PNML files), model quality (a row a measure)."""
from process_mining.discovery import require_miner
from process_mining.variants import find_variants
from process_mining_dss.datasets import EventLogInput, recipe_parameters, write_table
from process_mining_dss.discovering import BPMN_FILE, PNML_FILE, discover, quality_table
from process_mining_dss.folders import write_files
from process_mining_dss.params import DiscoverModelParameters

event_log = EventLogInput("event_log")
parameters = event_log.settled(recipe_parameters(DiscoverModelParameters))
require_miner()

variants = find_variants(event_log.read(parameters))
discovery, written = discover(variants, parameters)

write_files("model", {BPMN_FILE: written.bpmn, PNML_FILE: written.pnml})
write_table("model_quality", quality_table(discovery, written, variants), parameters)
