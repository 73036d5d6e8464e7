"""What every app stands on: the journal, the clock, who acts."""
