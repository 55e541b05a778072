import InsynLanguage
import InsynValue

// Whether what is typed may be the beginning of a candidate, and what is then inserted where.

extension Start {
  /// The candidate as it goes on from here, nil when what is typed does not begin it.
  func match(
    _ candidate: Candidate, _ order: Int, _ tongue: Tongue?, _ own: Tongue, _ typed: Typed
  ) -> Match? {
    if isParameter { return parameter(candidate, order, tongue ?? own) }
    if words.isEmpty, quote == nil {
      let phrase = candidate.phrase(tongue ?? own)
      return Match(
        candidate: candidate, text: phrase.inserted, from: at, quality: 0, order: order)
    }
    if quote != nil, !candidate.isName { return nil }
    guard let (phrase, quality) = chosen(candidate, tongue, own) else { return nil }
    if let quote {
      if phrase.written.contains(quote) { return nil }
      return Match(
        candidate: candidate, text: quote + phrase.written + quote, from: at, quality: quality,
        order: order)
    }
    if quality == 0, !phrase.isQuoted, phrase.folded.hasPrefix(words),
      words.contains(" ") || !isOpen
    {
      let known = words.utf8.count { $0 == 0x20 } + (isOpen ? 0 : 1)
      guard let rest = phrase.rest(after: known) else { return nil }
      return Match(
        candidate: candidate, text: rest, from: isOpen ? lastWord : typed.cursor,
        quality: isOpen ? 0 : 3, order: order)
    }
    return Match(
      candidate: candidate, text: phrase.inserted, from: at, quality: quality, order: order)
  }

  /// `$`: parameters, then the values that may stand in their place.
  private func parameter(_ candidate: Candidate, _ order: Int, _ tongue: Tongue) -> Match? {
    let phrase = candidate.phrase(tongue)
    let isParameter = phrase.written.hasPrefix("$")
    guard isParameter ? phrase.folded.hasPrefix(words) : candidate.isValue && words.isEmpty else {
      return nil
    }
    return Match(
      candidate: candidate, text: phrase.inserted, from: at, quality: isParameter ? 0 : 1,
      order: order)
  }

  /// The phrase of a candidate that is inserted: its title in the language of the line where that or
  /// a phrase of the other language is what was typed, else the alias that was.
  private func chosen(
    _ candidate: Candidate, _ tongue: Tongue?, _ own: Tongue
  ) -> (Phrase, quality: Int)? {
    let plain = bare(words)
    var best: (phrase: Phrase, quality: Int)?
    for phrase in candidate.phrases {
      guard let quality = quality(phrase, plain) else { continue }
      if let tongue, let other = phrase.tongue, other != tongue, best != nil { continue }
      if quality < best?.quality ?? Int.max { best = (phrase, quality) }
    }
    guard let best else { return nil }
    let titles = [tongue ?? own, own, own == .sv ? .en : .sv]
    for language in tongue == nil ? titles : [titles[0]] {
      let title = candidate.phrase(language)
      if quality(title, plain) == best.quality { return (title, best.quality) }
    }
    if let tongue, let other = best.phrase.tongue, other != tongue {
      return (candidate.phrase(tongue), best.quality)
    }
    return best
  }

  /// 0 when the phrase begins with what is typed, 1 when another of its words does, 2 when it holds it.
  private func quality(_ phrase: Phrase, _ plain: String) -> Int? {
    if quote != nil, plain.isEmpty { return 0 }
    if !isOpen {
      return phrase.folded.utf8.starts(with: (words + " ").utf8)
        || phrase.bare.utf8.starts(with: (plain + " ").utf8) ? 0 : nil
    }
    if phrase.bare.utf8.starts(with: plain.utf8) {
      // å, ä and ö that are typed are meant.
      if plain == words || phrase.folded.utf8.starts(with: words.utf8) { return 0 }
    }
    return phrase.holds(plain)
  }
}

extension Phrase {
  /// 1 when a word after the first begins with a text, 2 when three letters or more stand inside one.
  fileprivate func holds(_ text: String) -> Int? {
    bare.utf8.withContiguousStorageIfAvailable { bytes in
      text.utf8.withContiguousStorageIfAvailable { part in
        Phrase.find(part, in: bytes)
      } ?? nil
    } ?? nil
  }

  private static func find(
    _ part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let first = part.first, part.count <= bytes.count else { return nil }
    var isInside = false
    for start in 0...(bytes.count - part.count) where bytes[start] == first {
      guard memcmpEqual(bytes, start, part) else { continue }
      if start > 0, bytes[start - 1] == 0x20 { return 1 }
      isInside = start > 0
    }
    return isInside && part.count >= 3 ? 2 : nil
  }

  private static func memcmpEqual(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for offset in part.indices where bytes[start + offset] != part[offset] { return false }
    return true
  }

  /// What is written after so many words.
  fileprivate func rest(after count: Int) -> String? {
    var words = 0
    var isInWord = false
    for index in written.unicodeScalars.indices {
      let scalar = written.unicodeScalars[index]
      let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isLetter, !isInWord {
        if words == count { return String(written.unicodeScalars[index...]) }
        words += 1
      }
      isInWord = isLetter
    }
    return nil
  }
}
