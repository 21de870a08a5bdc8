"""What must be disclosed, what happened, and who owes the public what by when."""

from mingtang.catalogue.models.counts import ItemCount, OrganCount
from mingtang.catalogue.models.duties import Duty, DutyMove, DutyRefiling
from mingtang.catalogue.models.errata import Erratum, ErratumProposal
from mingtang.catalogue.models.facts import Fact
from mingtang.catalogue.models.items import Item, Standard
from mingtang.catalogue.models.tables import Doubt, ImportedRow, ImportedTable, Settlement
from mingtang.catalogue.models.transfers import DutyTransfer, FormerJointBody, JointBody

__all__ = [
    "Doubt",
    "Duty",
    "DutyMove",
    "DutyRefiling",
    "DutyTransfer",
    "Erratum",
    "ErratumProposal",
    "Fact",
    "ImportedRow",
    "ImportedTable",
    "Item",
    "ItemCount",
    "FormerJointBody",
    "JointBody",
    "OrganCount",
    "Settlement",
    "Standard",
]
