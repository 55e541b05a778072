import InsynValue

/// What may stand at the cursor, listed under the line.
struct Menu: Hashable {
  let choices: [Choice]
  private(set) var selected: Int?

  /// The most rows that are shown at once.
  static let height = 8

  /// Nothing is selected yet.
  init(_ choices: [Choice]) { self.choices = choices }

  /// The choice that stands out.
  var choice: Choice? { selected.map { choices[$0] } }

  /// Goes on by so many, around the ends.
  mutating func step(_ count: Int) {
    guard let selected else {
      self.selected = count > 0 ? 0 : choices.count - 1
      return
    }
    self.selected = (selected + count + choices.count) % choices.count
  }

  /// The page of choices on which the selected one stands.
  func rows(columns: Int, limit: Int, _ palette: Palette) -> [Row] {
    let height = min(limit, Menu.height, choices.count)
    if height < 1 { return [] }
    let top = min((selected ?? 0) / height * height, choices.count - height)
    let widest = choices.reduce(0) { max($0, shownWidth($1.text)) }
    let glosses = choices.reduce(0) { max($0, shownWidth($1.gloss)) }
    let left = min(widest, max(8, (columns - 1) * 3 / 5))
    let all = min(columns - 1, left + 2 + (glosses > 0 ? glosses + 2 : 0))
    let counter =
      height < choices.count ? (selected.map { "\($0 + 1)/" } ?? "") + "\(choices.count)" : ""
    return (top..<top + height).map { index in
      var writer = RowWriter()
      put(choices[index], left, all, index == selected, palette, &writer)
      let end = columns - 1 - counter.count
      if index == top + height - 1, !counter.isEmpty, writer.row.width + 2 <= end {
        writer.pad(to: end)
        writer.put(counter, palette.hint)
      }
      return writer.finished()
    }
  }

  private func put(
    _ choice: Choice, _ left: Int, _ all: Int, _ isSelected: Bool, _ palette: Palette,
    _ writer: inout RowWriter
  ) {
    let style = isSelected ? palette.chosen : ""
    writer.put(clipped(" " + choice.text, to: min(left + 1, all)), style)
    if !choice.gloss.isEmpty {
      writer.pad(to: min(left + 3, all), style)
      let gloss = clipped(choice.gloss, to: all - writer.row.width)
      writer.put(gloss, isSelected ? style : palette.hint)
    }
    if isSelected { writer.pad(to: all, style) }
  }
}

/// What all choices begin with.
func commonPrefix(_ choices: [Choice]) -> String {
  guard var common = choices.first.map({ Array($0.text) }) else { return "" }
  for choice in choices.dropFirst() {
    let shared = zip(common, choice.text).prefix { $0 == $1 }.count
    common.removeLast(common.count - shared)
  }
  return String(common)
}
