"""Packages and XML from strangers: bombs, entities and passwords are refused before they do harm."""

import io
import struct
import tracemalloc
import zipfile

import pytest
from transcript_files import docx, odt, p, package

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import packages
from qualcoder_cg.formats.packages import Package, parse_xml
from qualcoder_cg.formats.transcripts import docx as docx_format
from qualcoder_cg.formats.transcripts import odt as odt_format

XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{i} "{("&a" + str(i - 1 or "") + ";") * 10}">' for i in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize("prolog", [XXE, LAUGHS, "<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "http://x.org/a.dtd">'])
def test_a_doctype_is_refused_in_every_package(prolog: str) -> None:
    with pytest.raises(UserError, match=r"a\.docx.*DOCTYPE"):
        docx_format.read(docx(p("Hola"), prolog=prolog), "a.docx")
    with pytest.raises(UserError, match=r"a\.odt.*DOCTYPE"):
        odt_format.read(odt("<text:p>Hola</text:p>", prolog=prolog), "a.odt")


def test_a_doctype_does_not_hide_in_utf16_or_behind_comments() -> None:
    xml = f'<?xml version="1.0" encoding="utf-16"?><!-- <a> -->{XXE}<a>&x;</a>'
    with pytest.raises(UserError, match="DOCTYPE"):
        parse_xml(xml.encode("utf-16"), "a.docx")


def test_an_entity_that_nothing_declares_is_damage() -> None:
    with pytest.raises(UserError, match="damaged"):
        parse_xml(b"<a>&x;</a>", "a.docx")


def test_depth_is_limited() -> None:
    with pytest.raises(UserError, match="damaged"):
        parse_xml(b"<a>" * 200_000 + b"</a>" * 200_000, "a.docx")


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    bomb = package({"word/document.xml": b" " * (60 * 1024 * 1024)})
    tracemalloc.start()
    with pytest.raises(UserError, match=r"bomb\.docx.*unpacks"):
        docx_format.read(bomb, "bomb.docx")
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(package({"a": b" " * (40 * 1024 * 1024)}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 11 * 1024 * 1024)
    monkeypatch.setattr(packages, "MAX_RATIO", 400)
    with pytest.raises(UserError):
        Package(bytes(data), "bomb.zip").read("a")


def test_what_comes_out_is_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Package(package({"a": "x" * 600, "b": "y" * 600}), "a.zip")
    unpacked = held._unpacked
    monkeypatch.setattr(packages, "MAX_TOTAL", unpacked + 1_000)
    assert held.read("a") == b"x" * 600
    with pytest.raises(UserError, match="unpacks"):
        held.read("b")


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_ENTRIES", 3)
    with pytest.raises(UserError, match="thousands of parts"):
        Package(package({str(number): "x" for number in range(4)}), "a.zip")


def test_encrypted_packages_say_so() -> None:
    data = bytearray(package({"word/document.xml": "secret"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    with pytest.raises(UserError, match="password"):
        docx_format.read(bytes(data), "a.docx")
    with pytest.raises(UserError, match="password"):
        docx_format.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")
    manifest = {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    with pytest.raises(UserError, match="password"):
        odt_format.read(odt("<text:p>x</text:p>", **manifest), "a.odt")


def test_entries_that_overlap_or_repeat_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a", "x" * 100)
        archive.writestr("b", "y" * 100)
        archive.getinfo("b").header_offset = 0
    with pytest.raises(UserError, match="damaged"):
        Package(held.getvalue(), "a.zip")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("a", "y")
        twice = archive.fp
        assert isinstance(twice, io.BytesIO)
        archive.close()
    with pytest.raises(UserError, match="damaged"):
        Package(twice.getvalue(), "a.zip")


def test_parts_are_looked_up_by_name_only() -> None:
    held = Package(package({"c/d": "x", "a": "y"}), "a.zip")
    assert "a" in held and "b" not in held and held.parts == ("c/d", "a")
    with pytest.raises(UserError, match="damaged"):
        held.read("b")
