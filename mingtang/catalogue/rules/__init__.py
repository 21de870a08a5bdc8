"""What the law and the county ask of a catalogue. Plain functions, no database."""
