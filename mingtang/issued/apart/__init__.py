"""Programs that are run in processes of their own, so that Excel takes no memory of the server."""
