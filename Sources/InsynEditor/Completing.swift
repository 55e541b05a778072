import InsynValue

// The menu on Tab and on `?`.

extension LineEditor {
  /// Inserts the only choice, or what all begin with, and lists the others.
  func complete(_ editline: Editline) -> Action.Outcome {
    let (scalars, cursor) = editline.buffer
    let text = text
    let place = utf8Count(scalars[..<cursor])
    let completion = guide.completion(text, at: place)
    let bytes = Array(text.utf8)
    let typed = String(
      decoding: bytes[completion.replaced.clamped(to: 0..<bytes.count)], as: UTF8.self)
    guard let first = completion.choices.first else { return .refused }
    if completion.choices.count == 1 {
      if first.text == typed { return .refused }
      put(first.text, completion.replaced, editline)
      return .changed
    }
    let common = commonPrefix(completion.choices)
    var replaced = completion.replaced
    if common.utf8.count > typed.utf8.count, fold(common).hasPrefix(fold(typed)) {
      put(common, replaced, editline)
      replaced = replaced.lowerBound..<replaced.lowerBound + common.utf8.count
    }
    return choose(completion.choices, replaced, editline)
  }

  /// Lists what may follow and keeps the line. Between quotes, in a comment and after another `?` the
  /// key is a letter.
  func showWhatFollows(_ editline: Editline) -> Action.Outcome {
    let (scalars, cursor) = editline.buffer
    let before = String(String.UnicodeScalarView(scalars[..<cursor]))
    let completion = guide.completion(text, at: before.utf8.count)
    if before.hasPrefix("?") || isQuoted(before) || completion.choices.isEmpty {
      editline.replace(cursor..<cursor, with: "?")
      return .changed
    }
    let outcome = choose(completion.choices, completion.replaced, editline)
    // A second `?` is the letter.
    if keys.take(.scalar("?")) { editline.replace(cursor..<cursor, with: "?") }
    return outcome
  }

  /// Puts a text in the place of a range in UTF-8.
  private func put(_ text: String, _ range: Range<Int>, _ editline: Editline) {
    let scalars = editline.buffer.text
    let start = scalarIndex(scalars, utf8: range.lowerBound)
    editline.replace(start..<scalarIndex(scalars, utf8: range.upperBound), with: text)
    spaced = text.hasSuffix(" ") ? self.text : nil
  }

  /// Lists choices until a key that means something else; the selected one stands in the line.
  private func choose(
    _ choices: [Choice], _ replaced: Range<Int>, _ editline: Editline
  ) -> Action.Outcome {
    let (scalars, cursor) = editline.buffer
    let text = String(String.UnicodeScalarView(scalars))
    menu = Menu(choices)
    defer { menu = nil }
    while true {
      let key = nextKey()
      switch key {
      case .scalar("\t"), .special(.down): menu?.step(1)
      case .special(.backTab), .special(.up): menu?.step(-1)
      case .scalar("\u{0C}"):
        clearScreen()
        continue
      case .scalar("\u{07}"), .special(.escape):
        setLine(text, editline)
        editline.move(to: cursor)
        return .changed
      case .scalar("\n"), .scalar("\r"):
        if menu?.selected == nil { keys.putBack(key) }
        return .changed
      case .none: continue
      case .scalar, .special, .bound, .paste, .gone:
        keys.putBack(key)
        return .changed
      }
      setLine(text, editline)
      put(menu?.choice?.text ?? "", replaced, editline)
    }
  }
}

/// True when a text ends between quotes or in a comment.
func isQuoted(_ text: String) -> Bool {
  var open: UInt8?
  for byte in text.utf8 {
    switch (open, byte) {
    case (let sign?, _): if byte == (sign == UInt8(ascii: "#") ? 0x0A : sign) { open = nil }
    case (nil, UInt8(ascii: "\"")), (nil, UInt8(ascii: "'")), (nil, UInt8(ascii: "#")): open = byte
    case (nil, _): break
    }
  }
  return open != nil
}
