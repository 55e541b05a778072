import InsynValue

/// The whole text of a diagnostic, without a line break at its end: the cause with its code, the
/// user's own line with carets under the mistake, the closest phrase, and a line that runs. Sentences are
/// broken at the width of a terminal, nil for none; a line that runs stays whole, for it may be copied.
package func message(
  _ diagnostic: Diagnostic, source: Source?, tongue: Tongue, width: Int?
) -> String {
  let excerpt = diagnostic.span.flatMap { span in source.flatMap { Excerpt(span, of: $0) } }
  let sentence = visible(
    place(of: diagnostic, source, excerpt) + "\(diagnostic.code): "
      + cause(of: diagnostic, tongue))
  var lines = wrapped(sentence, indent: "  ", to: width)
  if let excerpt { lines += excerpt.lines(width: width ?? 100) }
  if let nearest = diagnostic.nearest {
    let closest = Title(sv: "Närmast: ", en: "Closest: ")[tongue] + visible(nearest)
    lines += wrapped(closest, indent: "  ", to: width)
  }
  if let attempt = diagnostic.attempt {
    let rows = attempt.split(whereSeparator: \.isNewline).map { visible(String($0)) }
    lines.append(Title(sv: "Prova: ", en: "Try: ")[tongue] + rows.joined(separator: "\n"))
  }
  return lines.joined(separator: "\n")
}

/// `queries/a.iq:12:8: ` or `ekonomi.csv:14: `; nothing for what is typed.
private func place(of diagnostic: Diagnostic, _ source: Source?, _ excerpt: Excerpt?) -> String {
  if let place = diagnostic.place {
    let parts = [place.line, place.letter].compactMap { $0.map { ":\($0)" } }
    return place.file + parts.joined() + ": "
  }
  guard let source, let name = source.name else { return "" }
  guard let excerpt else { return "\(name):\(source.firstLine): " }
  return "\(name):\(excerpt.number):\(excerpt.from + 1): "
}

private func cause(of diagnostic: Diagnostic, _ tongue: Tongue) -> String {
  let sentence = words(diagnostic.fault, tongue)
  guard let field = diagnostic.place?.field else { return sentence }
  return sentence.dropLast() + Title(sv: " (fält \(field)).", en: " (field \(field)).")[tongue]
}

/// The line of a source on which a span begins, in terminal columns.
private struct Excerpt {
  /// The 1-based line of the file.
  let number: Int
  /// What is shown, one scalar for each of the line.
  let scalars: [Unicode.Scalar]
  /// The columns under which carets stand, from 0.
  let from: Int
  let to: Int

  init?(_ span: Span, of source: Source) {
    guard source.holds(span) else { return nil }
    let bytes = Array(source.text.utf8)
    var start = Int(span.start - source.base)
    if span.start == span.end, start == bytes.count {
      while start > 0, bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D { start -= 1 }
    }
    let begin = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    number = source.firstLine + bytes[..<begin].count { $0 == 0x0A }
    let spanEnd = Int(span.end - source.base)
    var (offset, first, last) = (begin, 0, 0)
    var scalars: [Unicode.Scalar] = []
    for scalar in String(decoding: bytes[begin..<end], as: UTF8.self).unicodeScalars {
      scalars.append(shown(scalar))
      let width = columns(of: shown(scalar))
      if offset < start { first += width }
      if offset < max(start, spanEnd) { last += width }
      offset += UTF8.width(scalar)
    }
    self.scalars = scalars
    from = first
    to = max(first + 1, last)
  }

  /// The line with two blanks before it and the carets below, cut around them where it is too wide.
  func lines(width: Int) -> [String] {
    let room = max(width - 2, 20)
    let all = max(to, scalars.reduce(0) { $0 + columns(of: $1) })
    if all <= room {
      return ["  " + String(String.UnicodeScalarView(scalars)), carets(at: from, to - from)]
    }
    let lead = (room - min(to - from, room - 2)) / 2
    let left = max(0, min(from - lead, all - room))
    let right = left + room < all ? left + room - 1 : all
    let text =
      (left > 0 ? "…" : "") + cut(left > 0 ? left + 1 : 0, right) + (right < all ? "…" : "")
    return ["  " + text, carets(at: from - left, min(to, right) - from)]
  }

  private func carets(at column: Int, _ count: Int) -> String {
    String(repeating: " ", count: 2 + column) + String(repeating: "^", count: max(1, count))
  }

  /// What stands between two columns; half a wide character becomes a blank.
  private func cut(_ left: Int, _ right: Int) -> String {
    var text = ""
    var column = 0
    for scalar in scalars {
      let next = column + columns(of: scalar)
      if column >= left, next <= right, next > column || !text.isEmpty {
        text.unicodeScalars.append(scalar)
      } else if next > left, column < right {
        text += " "
      }
      column = next
    }
    return text
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
