"""Results of the verbs -> the documents of the contract: plain values, labels for codes, ids for what is on the map."""
