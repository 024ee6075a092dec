"""The commands, a module each; heavy modules are imported inside them, so that ``--help`` answers at once."""
