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
    if quality < 2, !phrase.isQuoted, phrase.folded.hasPrefix(words),
      words.contains(" ") || !isOpen
    {
      let known = words.utf8.count { $0 == 0x20 } + (isOpen ? 0 : 1)
      guard let rest = phrase.rest(after: known) else { return nil }
      return Match(
        candidate: candidate, text: rest, from: isOpen ? lastWord : typed.cursor,
        quality: isOpen ? quality : 8, order: order)
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

  /// The phrase of a candidate that is inserted: its title in the language of the line, unless what
  /// is typed begins one of its aliases. A value is always written as its code list has it.
  private func chosen(
    _ candidate: Candidate, _ tongue: Tongue?, _ own: Tongue
  ) -> (Phrase, quality: Int)? {
    let plain = bare(words)
    var best: (phrase: Phrase, quality: Int)?
    for phrase in candidate.phrases {
      guard let quality = quality(phrase, plain), quality < best?.quality ?? Int.max else {
        continue
      }
      best = (phrase, quality)
    }
    guard let best else { return nil }
    for language in tongue.map({ [$0] }) ?? [own, own == .sv ? .en : .sv] {
      let title = candidate.phrase(language)
      if quality(title, plain) == best.quality { return (title, 2 * best.quality) }
    }
    let isForeign = tongue != nil && best.phrase.tongue != nil && best.phrase.tongue != tongue
    let isMeant = !candidate.isName || plain.utf8.count >= Start.enough && !candidate.isValue
    let isAlias = best.quality == 0 && isMeant && !isForeign
    return (isAlias ? best.phrase : candidate.phrase(tongue ?? own), 2 * best.quality + 1)
  }

  /// So many letters mean an alias.
  private static let enough = 3

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
