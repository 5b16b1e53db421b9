"""Tables of an imported text, made plain: one head row, one text in each cell, nothing that spans."""

from __future__ import annotations

from typing import Any

from training_library.importing.tree import NO_ATTRIBUTES, Node, Nodes, node, text_of, walk, words

_DEFAULT = {"t": "AlignDefault"}
_Grid = list[list[Nodes]]  # Rows of cells, each as inlines.


def plain_table(table: Node) -> tuple[Nodes, list[str]]:
    """Return the blocks that take the place of a table, and what somebody should look at."""
    _, caption, _, (_, head), bodies, (_, foot) = table["c"]
    body = [row for _, _, heads, rows in bodies for row in (*heads, *rows)] + foot
    cells = [cell for row in (*head, *body) for cell in row[1]]
    if len(cells) == 1:
        return cells[0][4], ["it was a box of one cell, which is plain text now"]
    remarks = []
    if any(cell[2] > 1 or cell[3] > 1 for cell in cells):
        remarks.append("some of its cells spanned several rows or columns, their text stands in the first one")
    if any(_is_complex(cell[4]) for cell in cells):
        remarks.append("lists or paragraphs in its cells are now divided by semicolons")
    rows = _grid([*head, *body])
    if not head or not any(text_of(cell) for cell in rows[0]):
        remarks.append("it had no row of headings, so its first row became one")
        rows = rows[1:] if head and len(rows) > 1 else rows
    elif len(head) > 1:
        remarks.append("it had several rows of headings, of which the first remains one")
    title: Nodes = [node("Para", inlines)] if (inlines := words(text_of(caption[1]))) else []
    return [*title, _table(rows)], remarks


def _is_complex(blocks: Nodes) -> bool:
    return len(blocks) > 1 or any(block["t"] not in {"Para", "Plain"} for block in blocks)


def _grid(rows: list[Any]) -> _Grid:
    """Return the rows with an empty cell wherever another one reached."""
    grid: list[list[Nodes | None]] = [[] for _ in rows]
    for at, (_, cells) in enumerate(rows):
        column = 0
        for _, _, height, width, blocks in cells:
            while column < len(grid[at]) and grid[at][column] is not None:
                column += 1
            for row in range(at, min(at + height, len(rows))):
                grid[row] += [None] * (column + width - len(grid[row]))
                grid[row][column : column + width] = [[] for _ in range(width)]
            grid[at][column] = _inlines(blocks)
    width = max(map(len, grid), default=0)
    return [[cell or [] for cell in row + [None] * (width - len(row))] for row in grid]


def _inlines(blocks: Nodes) -> Nodes:
    """Return the texts of a cell in one line."""
    line: Nodes = []
    for block in walk(blocks, into_notes=False):
        if block["t"] == "CodeBlock":
            inlines = [node("Code", [NO_ATTRIBUTES, " ".join(block["c"][1].split())])]
        else:
            inlines = block["c"] if block["t"] in {"Para", "Plain"} else []
        if line and inlines:
            line += [] if text_of(line).endswith((".", ";", ":", "!", "?")) else [node("Str", ";")]
            line.append(node("Space"))
        line += [node("Space") if each["t"] in {"LineBreak", "SoftBreak"} else each for each in inlines]
    return line


def _table(rows: _Grid) -> Node:
    def written(row: list[Nodes]) -> list[Any]:
        return [NO_ATTRIBUTES, [[NO_ATTRIBUTES, _DEFAULT, 1, 1, [node("Plain", cell)]] for cell in row]]

    columns = [[_DEFAULT, {"t": "ColWidthDefault"}] for _ in rows[0]]
    head, body = [written(rows[0])], [written(row) for row in rows[1:]]
    contents = [NO_ATTRIBUTES, [None, []], columns, [NO_ATTRIBUTES, head], [[NO_ATTRIBUTES, 0, [], body]]]
    return node("Table", [*contents, [NO_ATTRIBUTES, []]])
