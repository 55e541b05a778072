/// A range of UTF-8 bytes in everything that a session has read; each source has its own stretch.
package struct Span: Hashable, Sendable, Comparable {
  package let start: UInt32
  package let end: UInt32

  package init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest span that holds both.
  package func joined(_ other: Span) -> Span {
    Span(min(start, other.start), max(end, other.end))
  }

  package static func < (left: Span, right: Span) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

/// UTF-8 text with the name by which messages point at it.
package struct Source: Sendable {
  /// The file's name as given; nil for what is typed.
  package let name: String?
  package let text: String
  /// The position of the first byte in the session's spans.
  package let base: UInt32
  /// The 1-based line of the file on which the text begins.
  package let firstLine: Int

  package init(_ text: String, name: String? = nil, base: UInt32 = 0, firstLine: Int = 1) {
    self.name = name
    self.text = text
    self.base = base
    self.firstLine = firstLine
  }

  /// The span of the whole text.
  package var span: Span { Span(base, base + UInt32(text.utf8.count)) }

  /// True when the span lies in this source.
  package func holds(_ span: Span) -> Bool {
    base <= span.start && span.end <= base + UInt32(text.utf8.count)
  }

  /// The text under a span of this source.
  package subscript(span: Span) -> String {
    guard holds(span) else { return "" }
    let bytes = Array(text.utf8)[Int(span.start - base)..<Int(span.end - base)]
    return String(decoding: bytes, as: UTF8.self)
  }
}
