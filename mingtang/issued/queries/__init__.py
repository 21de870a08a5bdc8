"""The register as the desk and the public see it, and what a document may open."""
