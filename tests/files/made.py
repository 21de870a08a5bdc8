"""Real files, made where they are needed. All names in them are invented."""

import io
import struct
import zipfile

import docx
import openpyxl
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SECTOR = 512
NONE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def saved(thing):
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def word(*paragraphs, pictures=()):
    document = docx.Document()
    for content in pictures:
        document.add_picture(io.BytesIO(content))
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def excel(rows, title="名单"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word_parts(**more):
    """The least that counts as a Word document; more parts by name."""
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>"
    return {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body, **more}


def pdf(*texts, change=lambda _writer: None):
    """A page for each text, in plain letters; "" for a page with nothing on it."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in texts or ("Hello",):
        page = writer.add_blank_page(300, 300)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode() if text else b"")
        page[NameObject("/Contents")] = content
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind="JPEG", size=(60, 40), mode="RGB", **given):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **given)
    return out.getvalue()


def camera_notes(latitude=(30.0, 30.0, 0.0), north="N", zone=None, taken="2026:09:18 08:30:00"):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Invented Camera"
    exif.get_ifd(0x8769)[0x9003] = taken
    if zone:
        exif.get_ifd(0x8769)[0x9011] = zone
    place = exif.get_ifd(0x8825)
    place.update({1: north, 2: latitude, 3: "E", 4: (104.0, 15.0, 36.0)})
    return exif


def compound(streams):
    """A compound file (OLE, [MS-CFB] version 3) of streams; "Macros/VBA/dir" makes storages."""
    entries, contents = _directory(streams)
    directory_sectors = -(-len(entries) * 128 // SECTOR)
    sizes = [-(-len(content) // SECTOR) for content in contents]
    total = 1 + directory_sectors + sum(sizes)
    assert total <= SECTOR // 4, "one sector of allocation is all that is made here"
    table = [FAT_SECTOR, *_chain(1, directory_sectors)]
    starts = []
    for size in sizes:
        starts.append(len(table))
        table += _chain(len(table), size)
    table += [NONE] * (SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0),
    )
    header += struct.pack("<I", 0) + struct.pack("<I", NONE) * 108
    directory = b"".join(
        _entry(entry, starts[entry["stream"]] if "stream" in entry else 0) for entry in entries
    )
    blocks = [
        header,
        struct.pack("<128I", *table),
        directory.ljust(directory_sectors * SECTOR, b"\0"),
    ]
    return b"".join([*blocks, *(c.ljust(-(-len(c) // SECTOR) * SECTOR, b"\0") for c in contents)])


def _chain(start, size):
    return [*range(start + 1, start + size), END_OF_CHAIN] if size else []


def _directory(streams):
    entries = [{"name": "Root Entry", "type": 5, "child": NONE, "right": NONE}]
    contents, at = [], {(): 0}
    for path, content in streams.items():
        parts = tuple(path.split("/"))
        for depth in range(1, len(parts) + 1):
            here = parts[:depth]
            if here in at:
                continue
            parent = entries[at[here[:-1]]]
            entry = {"name": here[-1], "type": 1, "child": NONE, "right": parent["child"]}
            parent["child"] = at[here] = len(entries)
            entries.append(entry)
        # Under 4096 bytes a stream would live among the small ones; so it is made longer.
        contents.append(content.ljust(4096, b"\0"))
        entries[at[parts]].update(type=2, stream=len(contents) - 1, size=len(contents[-1]))
    return entries, contents


def _entry(entry, start):
    name = entry["name"].encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ",
        name,
        *(len(name) + 2, entry["type"], 1, NONE, entry["right"], entry["child"]),
        *(start if entry["type"] == 2 else END_OF_CHAIN if entry["type"] == 5 else 0,),
        entry.get("size", 0),
    )


def record(number, content=b""):
    return struct.pack("<HH", number, len(content)) + content


def workbook_stream(cells=(("张三", 13812345678.0),), sheet_type=0, before=b"", name="名单"):
    """The stream of an old workbook (BIFF 8) with one sheet."""
    title = name.encode("utf-16-le")
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + before
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                sheet += record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
            else:
                sheet += record(0x0203, place + struct.pack("<d", value))
    sheet += record(0x000A)
    bound_size = 4 + 8 + len(title)
    offset = len(start) + bound_size + 4
    bound = struct.pack("<IBBBB", offset, 0, sheet_type, len(name), 1) + title
    return start + record(0x0085, bound) + record(0x000A) + sheet


def old_excel(**given):
    return compound({"Workbook": workbook_stream(**given)})


def old_word(flags=0, **more):
    return compound({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags), **more})


def damaged(file, content):
    """Other bytes where those of a stored file were, as by somebody with the disk in hand."""
    with file.content.storage.open(file.content.name, "wb") as stream:
        stream.write(content)


def lost(file):
    """Its row stays, its bytes are gone."""
    file.content.storage.delete(file.content.name)
