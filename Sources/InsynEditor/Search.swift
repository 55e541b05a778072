import InsynValue

/// A search backwards through the history for a text anywhere in an entry, whatever its case.
struct Search {
  private(set) var query = ""
  /// The newest first.
  private let entries: [String]
  private let folded: [[UInt8]]
  private var place: Int?
  /// True when nothing holds what is sought; the last that was found stays.
  private(set) var isFailing = false

  init(_ entries: [String]) {
    self.entries = entries.reversed()
    folded = self.entries.map { Array($0.lowercased().utf8) }
  }

  /// The entry that was found.
  var found: String? { place.map { entries[$0] } }

  /// Where in the entry it stands, in UTF-8; nil when lower case has another length.
  var match: Range<Int>? {
    guard let place, folded[place].count == entries[place].utf8.count else { return nil }
    let wanted = Array(query.lowercased().utf8)
    return start(of: wanted, in: folded[place]).map { $0..<$0 + wanted.count }
  }

  mutating func extend(_ text: String) {
    query = (query + text).precomposed
    find(from: place ?? 0, by: 1)
  }

  mutating func shorten() {
    if query.isEmpty { return }
    query.removeLast()
    place = nil
    find(from: 0, by: 1)
  }

  mutating func older() { find(from: (place ?? -1) + 1, by: 1) }
  mutating func newer() { find(from: (place ?? 0) - 1, by: -1) }

  private mutating func find(from start: Int, by step: Int) {
    isFailing = false
    if query.isEmpty { return place = nil }
    let wanted = Array(query.lowercased().utf8)
    var index = start
    while folded.indices.contains(index) {
      let isSame = place.map { index != $0 && entries[index] == entries[$0] } ?? false
      if !isSame, self.start(of: wanted, in: folded[index]) != nil { return place = index }
      index += step
    }
    isFailing = true
  }

  private func start(of wanted: [UInt8], in text: [UInt8]) -> Int? {
    guard let first = wanted.first, text.count >= wanted.count else { return nil }
    for index in 0...(text.count - wanted.count) where text[index] == first {
      if text[index..<index + wanted.count] == wanted[...] { return index }
    }
    return nil
  }

  /// What is sought, under the line.
  func row(columns: Int, _ tongue: Tongue, _ palette: Palette) -> Row {
    let words =
      isFailing ? Title(sv: "finns inte: ", en: "not found: ") : Title(sv: "sök: ", en: "search: ")
    var writer = RowWriter()
    writer.put(clipped(words[tongue], to: columns - 1), palette.hint)
    writer.put(clipped(query, to: columns - 1 - writer.row.width), "")
    return writer.finished()
  }
}
