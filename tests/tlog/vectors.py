"""Vectors that others compute too: the eight leaves of certificate transparency and their tree."""

import hashlib

from tlog.checkpoints import Checkpoint
from tlog.merkle import leaf_hash, root_of
from tlog.notes import COSIGNATURE, SecretKey

LEAVES = [
    bytes.fromhex(written)
    for written in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
INCLUSION_5_OF_8 = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
CONSISTENCY_6_TO_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    *INCLUSION_5_OF_8[1:],
]

ORIGIN = "zwgk.example.gov.cn/log"
LOG_KEY = SecretKey.of_seed(ORIGIN, hashlib.sha256(b"test log key").digest())
WITNESS_KEY = SecretKey.of_seed(
    "witness.example.edu.cn/w1", hashlib.sha256(b"test witness key").digest(), kind=COSIGNATURE
)
LOG_VKEY = "zwgk.example.gov.cn/log+65c025c0+AT8D+vTUws/7W1gOqSGbdDXrrmt3jPAqTrHAstWiE4z5"
WITNESS_VKEY = "witness.example.edu.cn/w1+c13648e3+BBQzA22TUGQjImRLTPJOCPRp+BAYPvXYTpf05YEMg813"
COSIGNED_AT = 1_760_000_000
HEAD = Checkpoint(ORIGIN, 8, root_of(HASHES))
NOTE = """\
zwgk.example.gov.cn/log
8
XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

— zwgk.example.gov.cn/log ZcAlwAnHoxhlKYnK2BWbr38vB3EcEweqapDWq6eFvpEoBRuKYQ/4zzzCQ3LAkYIpee0iLZkr2KJcxK27mS/qnEKEYwU=
— witness.example.edu.cn/w1 wTZI4wAAAABo53gAjFnGiWyZdjQgyyImbFM8xgow75ssvAgu/VLUKhSG7R81N7ns/ZQ/bSZCwqsjGOCY2E/nd1XGyMh9CEJ2lD6OCw==
"""  # noqa: E501 - as it is written

# Found in the specification of signed notes.
EXAMPLE_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = """\
This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""  # noqa: E501


def read(level, index):
    """The hash of a complete subtree of the eight."""
    return root_of(HASHES[index << level : (index + 1) << level])
