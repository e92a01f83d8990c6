"""Reference models: BPMN and PNML files and allowed variants become Petri nets, and nets become files again."""
