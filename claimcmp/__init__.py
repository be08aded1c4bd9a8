"""claimcmp: where news outlets agree and where they differ, with evidence."""
