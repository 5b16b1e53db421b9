-- A note beside the text is an `aside`; pandoc knows only `div`.
function Div(block)
  if block.classes:includes("admonition") and FORMAT:match("epub") then
    local start = '<aside class="' .. table.concat(block.classes, " ") .. '">'
    local blocks = pandoc.List({ pandoc.RawBlock("html", start) })
    blocks:extend(block.content)
    blocks:insert(pandoc.RawBlock("html", "</aside>"))
    return blocks
  end
end
