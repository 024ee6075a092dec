"""A run: what changed in the inputs, workers that read it, the journal that remembers it, the gate at the end."""
