"""The register of issued documents (发文登记): numbers, attributes, and what is owed for each."""
