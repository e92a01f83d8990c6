"""Event log and reference models -> executions with conformance, alignments (a row a variant), deviations."""
from process_mining.cases import measure_cases
from process_mining.columns import CONFORMANCE
from process_mining.conformance.case_scores import find_all_deviations
from process_mining.conformance_tables import alignments_table, conformance_columns, deviations_table
from process_mining.tables import check_attribute_names, executions_table
from process_mining.variants import find_variants
from process_mining_dss.datasets import EventLogInput, is_wanted, recipe_parameters, write_table
from process_mining_dss.params import ConformanceParameters
from process_mining_dss.references import read_references
from process_mining_dss.scoring import score_cases, score_facts

event_log = EventLogInput("event_log")
parameters = event_log.settled(recipe_parameters(ConformanceParameters))
check_attribute_names(parameters.case_attribute_columns, CONFORMANCE)

log = event_log.read(parameters, parameters.case_attribute_columns)
variants, times = find_variants(log), measure_cases(log)
scores = score_cases(variants, read_references(parameters, log.activities), parameters)

columns, facts = conformance_columns(scores), score_facts(scores, parameters)
executions = executions_table(log, variants, times, parameters, event_log.column_types, columns, facts)
write_table("executions", executions, parameters)
if is_wanted("alignments"):
    write_table("alignments", alignments_table(scores, variants), parameters)
if is_wanted("deviations"):
    write_table("deviations", deviations_table(find_all_deviations(scores, times.execution), parameters), parameters)
