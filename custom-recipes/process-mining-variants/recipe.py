"""Event log -> executions (a row a case), variants (a row a variant), data quality (a row a finding)."""
from process_mining.cases import measure_cases
from process_mining.data_quality import data_quality_table
from process_mining.tables import check_attribute_names, executions_table, variants_table
from process_mining.variants import find_variants
from process_mining_dss.datasets import EventLogInput, is_wanted, recipe_parameters, write_table
from process_mining_dss.params import VariantsParameters

event_log = EventLogInput("event_log")
parameters = event_log.settled(recipe_parameters(VariantsParameters))
check_attribute_names(parameters.case_attribute_columns)

log = event_log.read(parameters, parameters.case_attribute_columns)
variants = find_variants(log)
times = measure_cases(log)

write_table("executions", executions_table(log, variants, times, parameters, event_log.column_types), parameters)
write_table("variants", variants_table(variants, times, parameters), parameters)
if is_wanted("data_quality"):
    write_table("data_quality", data_quality_table(log, variants, parameters), parameters)
