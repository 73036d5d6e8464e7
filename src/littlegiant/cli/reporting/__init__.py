"""What each command says, as a report to print or to work on."""
