"""What pages and checks ask of disclosures. Each function has a fixed number of queries."""
