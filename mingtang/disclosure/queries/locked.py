"""An edition taken for a change: the row locked, and all that a decision about it needs."""

from mingtang.disclosure.models import Edition


def locked_edition(edition: Edition) -> Edition:
    """The edition as it stands now, locked until the transaction ends. Four queries at most."""
    return (
        Edition.objects.select_for_update(of=("self",))
        .select_related(
            "disclosure__item",
            "disclosure__organ__county",
            "disclosure__duty__item",
            "disclosure__current",
        )
        .prefetch_related("attachments__file", "signatures")
        .get(pk=edition.pk)
    )
