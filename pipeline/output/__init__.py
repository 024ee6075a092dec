"""What stands in an output: parts made of the journal, kept runs, stored Documents, the published datasets."""
