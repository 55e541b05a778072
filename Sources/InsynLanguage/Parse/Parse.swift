import InsynValue

/// What came of reading a line.
package struct Reading: Sendable {
  /// The line, nil when it could not be read.
  package let line: Line?
  /// Every mistake, in the order of the text; empty when there is a line.
  package let diagnostics: [Diagnostic]
}

/// Text → line. Never throws: what was wrong, and a line that parses instead, stand in the reading.
package func parse(_ source: Source, _ lexicon: Lexicon) -> Reading {
  var text = source.text
  var edits: [Edit] = []
  var found: [Diagnostic] = []
  var hasPlaceholder = false
  for _ in 0..<6 {
    let edited = Source(text, name: source.name, base: source.base, firstLine: source.firstLine)
    switch read(edited, lexicon) {
    case .line(let line):
      if found.isEmpty { return Reading(line: line, diagnostics: []) }
      let isWhole = found.allSatisfy { $0.nearest != nil } || !hasPlaceholder
      for index in found.indices { found[index].attempt = isWhole ? text : nil }
      return Reading(line: nil, diagnostics: found)
    case .mistake(let mistake):
      var diagnostic = mistake.diagnostic
      diagnostic.span = diagnostic.span.map { original($0, edits, source) }
      found.append(diagnostic)
      hasPlaceholder = hasPlaceholder || mistake.repair == nil
      guard let repair = mistake.repair ?? mistake.placeholder, let span = mistake.diagnostic.span
      else {
        return Reading(line: nil, diagnostics: found)
      }
      let edit = Edit(
        at: Int(span.start - source.base), removed: Int(span.end - span.start), repair)
      text = edit.applied(to: text)
      edits.append(edit)
    }
  }
  return Reading(line: nil, diagnostics: found)
}

/// A mistake and the text that would stand in its place.
struct Mistake {
  var diagnostic: Diagnostic
  var repair: String?
  /// Any phrase that may stand there, so that the rest of the line can still be read for mistakes.
  var placeholder: String?
}

private enum Outcome {
  case line(Line)
  case mistake(Mistake)
}

private func read(_ source: Source, _ lexicon: Lexicon) -> Outcome {
  let tokens: [Token]
  do throws(Diagnostic) {
    tokens = try lex(source)
  } catch {
    return .mistake(Mistake(diagnostic: error, repair: nil))
  }
  // Most lines are read at once; what was expected where is only gathered for those that are not.
  var quick = Parser(source, tokens: tokens, lexicon: lexicon, records: false)
  if case .read(let line) = quick.run() { return .line(line) }
  if tokens.contains(where: \.isPlainWord) {
    var lenient = Parser(
      source, tokens: tokens, lexicon: lexicon, accented: lexicon.accented, records: false)
    if case .read(let line) = lenient.run() { return .line(line) }
  }
  var parser = Parser(source, tokens: tokens, lexicon: lexicon, records: true)
  switch parser.run() {
  case .read(let line): return .line(line)
  case .failed: return .mistake(diagnose(parser))
  case .tooComplex:
    return .mistake(Mistake(diagnostic: Diagnostic(.tooComplex, source.span), repair: nil))
  }
}

/// One replacement in the text.
private struct Edit {
  let at: Int
  let removed: Int
  let inserted: [UInt8]

  init(at: Int, removed: Int, _ text: String) {
    self.at = at
    self.removed = removed
    inserted = Array(text.utf8)
  }

  func applied(to text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(at..<at + removed, with: inserted)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The place in the text as typed of a place in the text as mended.
private func original(_ span: Span, _ edits: [Edit], _ source: Source) -> Span {
  var (start, end) = (Int(span.start - source.base), Int(span.end - source.base))
  for edit in edits.reversed() {
    let shift = edit.inserted.count - edit.removed
    if start >= edit.at + edit.inserted.count {
      start -= shift
      end -= shift
    } else if end > edit.at {
      start = min(start, edit.at)
      end = max(edit.at + edit.removed, end - shift)
    }
  }
  return Span(source.base + UInt32(max(start, 0)), source.base + UInt32(max(end, 0)))
}
