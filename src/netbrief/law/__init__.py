"""Law: the text of a source as a tree of provisions, with definitions, references and norms."""
