"""`bin/mingtang signer` and `witness`: programs of their own, without Django and database."""

import argparse
import os
import signal
import socketserver
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tlog import signer as signing
from tlog import witness as witnessing
from tlog.errors import Broken
from tlog.heads import HEADS, Heads
from tlog.storage import read_file
from tlog.verifying.older import read_older

FAILED = 1


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except Broken as problem:
        sys.stderr.write(f"{problem.chinese}\n{problem.english}\n")
        return FAILED


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="mingtang")
    programs = made.add_subparsers(required=True, metavar="signer|witness")
    _signer(programs.add_parser("signer", help="签名程序 / the signer"))
    _witness(programs.add_parser("witness", help="见证程序 / the witness"))
    return made


def _signer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, required=True, help="密钥与签名记录 / keys, heads")
    does = parser.add_subparsers(
        required=True, metavar="serve|make-key|retire-key|keys|adopt|trust-clock|close"
    )
    serve = does.add_parser("serve", help="应答签名请求，直到停止 / answer until stopped")
    serve.add_argument(
        "--makes-keys", action="store_true", help="没有密钥时生成 / make missing keys"
    )
    serve.set_defaults(run=_serve_signer)
    make = does.add_parser("make-key", help="生成密钥，此后一起签名 / a further key, signs too")
    make.add_argument("origin")
    make.add_argument(
        "--sm2", action="store_true", help="另加国密签名（SM2、SM3） / a line by SM2 with SM3 too"
    )
    make.set_defaults(run=_make_key)
    retire = does.add_parser("retire-key", help="停用密钥 / a key signs no more")
    retire.add_argument("origin")
    retire.add_argument("key_id", help="公钥中间的8位编号 / the 8 digits in the vkey")
    retire.set_defaults(
        run=lambda a: _say(signing.Signer(a.folder, time.time).retire(a.origin, a.key_id))
    )
    keys = does.add_parser("keys", help="公钥 / the vkeys")
    keys.add_argument("origin")
    keys.set_defaults(run=_keys)
    close = does.add_parser("close", help="日志另起以后，旧的不再签名 / an old log ends here")
    close.add_argument("origin")
    close.set_defaults(
        run=lambda a: _say(signing.Signer(a.folder, time.time).close(a.origin).text.strip())
    )
    adopt = does.add_parser("adopt", help="签名记录丢失后按校验点恢复 / after the head was lost")
    adopt.add_argument("checkpoint", type=Path)
    adopt.add_argument(
        "--unsigned",
        action="store_true",
        help="报上登的三行，没有签名 / three lines of a newspaper",
    )
    adopt.set_defaults(run=_adopt)
    clock = does.add_parser(
        "trust-clock", help="时钟快过，现在校准了 / the clock had run ahead and is right now"
    )
    clock.add_argument("origin")
    clock.set_defaults(run=_trust_clock)


def _witness(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, required=True, help="密钥与见过的 / key and heads")
    does = parser.add_subparsers(required=True, metavar="make|serve|trust-clock")
    make = does.add_parser("make", help="新建见证人 / a new witness")
    make.add_argument("name", help="名称，如 witness.example.edu.cn/w1 / its name")
    make.set_defaults(run=lambda a: _say(witnessing.make(a.folder, a.name)))
    serve = does.add_parser("serve", help="应答，直到停止 / answer until stopped")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8010)
    serve.set_defaults(run=_serve_witness)
    clock = does.add_parser(
        "trust-clock", help="时钟快过，现在校准了 / the clock had run ahead and is right now"
    )
    clock.add_argument("origin")
    clock.set_defaults(run=_trust_clock)


def _make_key(asked: argparse.Namespace) -> int:
    signer = signing.Signer(asked.folder, time.time)
    make = signer.make_sm2 if asked.sm2 else signer.make_key
    return _say(make(asked.origin))


def _keys(asked: argparse.Namespace) -> int:
    signer = signing.Signer(asked.folder, time.time)
    return _say(f"{signer.keys(asked.origin)}{signer.sm2_keys(asked.origin)}".strip())


def _serve_signer(asked: argparse.Namespace) -> int:
    return _until_stopped(
        signing.serve(signing.Signer(asked.folder, time.time, makes_keys=asked.makes_keys))
    )


def _serve_witness(asked: argparse.Namespace) -> int:
    witness = witnessing.Witness(asked.folder, time.time)
    try:
        server = witnessing.serve(witness, asked.host, asked.port)
    except OSError as problem:
        raise Broken(
            f"不能在 {asked.host}:{asked.port} 上监听（{problem.strerror}）",
            f"cannot listen on {asked.host}:{asked.port} ({problem.strerror})",
        ) from problem
    host, port = server.server_address[:2]
    _say(f"{witness.secret.key}\nready: http://{host!s}:{port}/")
    return _until_stopped(server)


def _adopt(asked: argparse.Namespace) -> int:
    older = read_older(read_file(asked.checkpoint))
    signer = signing.Signer(asked.folder, time.time)
    signer.adopt(older.head, older.note, is_unsigned=asked.unsigned)
    if asked.unsigned:
        sys.stderr.write(
            "注意：没有核对签名。请与报纸逐字对照：错一个字，以后就签不了名。\n"
            "note: no signature was checked; compare each letter with the newspaper.\n"
        )
    return _say(f"{older.head.origin} {older.head.size}")


def _trust_clock(asked: argparse.Namespace) -> int:
    """Both keep what they vouched for in the same way."""
    head = Heads(asked.folder / HEADS).trust_clock(asked.origin, at=int(time.time()))
    return _say(f"{asked.origin} {head.size}")


def _until_stopped(server: socketserver.BaseServer) -> int:
    def stop(_number: int, _frame: object) -> None:
        threading.Thread(target=server.shutdown).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    os.umask(0o077)
    server.serve_forever(poll_interval=0.2)
    server.server_close()
    return 0


def _say(text: object) -> int:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return 0
