"""A small document as Word itself writes it: another one than pandoc makes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {"1": "heading 1", "a3": "Title", "a4": "TOC Heading", "11": "toc 1", "a5": "List Paragraph"}


def paragraph(text: str, style: str = "", *, bookmark: str = "", numbered: bool = False) -> str:
    """Return a paragraph, which may be a heading, an item of a list, or a place that links name."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    place = f'<w:bookmarkStart w:id="7" w:name="{bookmark}"/><w:bookmarkEnd w:id="7"/>' if bookmark else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>' if style else ""
    return f'<w:p>{properties}{place}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def revised(line: str, other: str, inserted: str, *, link: tuple[str, str]) -> str:
    """Return a paragraph of two lines, with words that somebody has inserted and a link to a bookmark."""
    return (
        f"<w:p><w:r><w:t>{line}</w:t></w:r><w:r><w:br/><w:t>{other}</w:t></w:r>"
        f'<w:ins w:id="5" w:author="A"><w:r><w:t xml:space="preserve">{inserted}</w:t></w:r></w:ins>'
        f'<w:hyperlink w:anchor="{link[1]}"><w:r><w:t xml:space="preserve">{link[0]}</w:t></w:r></w:hyperlink></w:p>'
    )


def contents(*entries: tuple[str, str]) -> str:
    """Return a list of contents: texts and the bookmarks to which they lead."""
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr><w:hyperlink w:anchor="{bookmark}"><w:r><w:t>{text}</w:t></w:r>'
        "<w:r><w:tab/></w:r><w:r><w:t>3</w:t></w:r></w:hyperlink></w:p>"
        for text, bookmark in entries
    )
    return f"<w:sdt><w:sdtContent>{paragraph('Оглавление', 'a4')}{lines}</w:sdtContent></w:sdt>"


def picture(relation: str, words: str, how: str = "embed") -> str:
    """Return a picture that is in the file (`embed`), or elsewhere (`link`)."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{words}"/>'
        "<a:graphic><a:graphicData><pic:pic>"
        f'<pic:blipFill><a:blip r:{how}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def write(path: Path, body: str, pictures: dict[str, tuple[str, bytes | None]]) -> Path:
    """Write the document.

    Args:
        path: The file.
        body: What stands in it.
        pictures: By relation, the target and the bytes of each picture; None is one that is elsewhere.
    """
    relations = {"rId1": ("styles", "styles.xml", ""), "rId2": ("numbering", "numbering.xml", "")}
    for relation, (target, _) in pictures.items():
        mode = ' TargetMode="External"' if "://" in target else ""
        relations[relation] = ("image", target, mode)
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATION}/{kind}" Target="{target}"{mode}/>'
        for id_, (kind, target, mode) in relations.items()
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in _STYLES.items()
    )
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbers = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    package = "http://schemas.openxmlformats.org/package/2006"
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMES}>{numbers}"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{listed}</Relationships>',
    }
    with ZipFile(path, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        for target, data in pictures.values():
            if data is not None:
                archive.writestr(f"word/{target}", data)
    return path
