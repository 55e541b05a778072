/// The form in which names are compared: lower case, everything but letters and digits as one space.
package func fold(_ text: String) -> String {
  let quick = text.utf8.withContiguousStorageIfAvailable(foldLatin) ?? nil
  return quick ?? foldSlowly(text)
}

/// The folded form of UTF-8 that holds only ASCII, Latin-1 letters and general punctuation; nil else.
private func foldLatin(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
  var isLatin = true
  let folded = String(unsafeUninitializedCapacity: bytes.count) { buffer in
    var (count, index) = (0, 0)
    var pendingSpace = false
    func put(_ byte: UInt8) {
      buffer[count] = byte
      count += 1
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if pendingSpace { put(0x20) }
        pendingSpace = false
        put(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      case 0xC3 where index < bytes.count && bytes[index] != 0x97 && bytes[index] != 0xB7:
        if pendingSpace { put(0x20) }
        pendingSpace = false
        put(byte)
        put(bytes[index] <= 0x9E ? bytes[index] | 0x20 : bytes[index])
        index += 1
      case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80:
        // U+2000–U+203F: dashes, quotes, points and blanks, which only part words.
        index += 2
        pendingSpace = count > 0
      case 0x80...:
        isLatin = false
        return 0
      default: pendingSpace = count > 0
      }
    }
    return count
  }
  return isLatin ? folded : nil
}

/// The same for any script: combining marks composed, other alphabets kept.
private func foldSlowly(_ text: String) -> String {
  var folded = ""
  var pendingSpace = false
  for character in text.precomposed where character != "\u{AD}" {
    if character.isLetter || character.isNumber {
      if pendingSpace { folded.append(" ") }
      pendingSpace = false
      folded.append(character.lowercased())
    } else {
      pendingSpace = !folded.isEmpty
    }
  }
  return folded
}

/// True when the words of a folded phrase stand side by side in a folded text.
package func hasWords(_ text: String, _ phrase: String) -> Bool {
  if phrase.isEmpty { return false }
  var rest = text.utf8[...]
  while true {
    if rest.starts(with: phrase.utf8) {
      let next = rest.dropFirst(phrase.utf8.count).first
      if next == nil || next == 0x20 { return true }
    }
    guard let blank = rest.firstIndex(of: 0x20) else { return false }
    rest = rest[rest.index(after: blank)...]
  }
}

/// A folded name with its Swedish letters and accents bared: `östermalm` → `ostermalm`.
package func bare(_ folded: String) -> String {
  if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
  var result: [UInt8] = []
  result.reserveCapacity(folded.utf8.count)
  var lead: UInt8 = 0
  for byte in folded.utf8 {
    if byte == 0xC3 {
      lead = byte
      continue
    }
    if lead == 0xC3, let plain = bareLetter(byte) {
      result.append(plain)
    } else {
      if lead != 0 { result.append(lead) }
      result.append(byte)
    }
    lead = 0
  }
  return String(decoding: result, as: UTF8.self)
}

/// The plain letter of a lower-case Latin-1 letter, by the second byte of its UTF-8.
private func bareLetter(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0xA0...0xA5: UInt8(ascii: "a")
  case 0xA8...0xAB: UInt8(ascii: "e")
  case 0xB2...0xB6, 0xB8: UInt8(ascii: "o")
  case 0xB9...0xBC: UInt8(ascii: "u")
  default: nil
  }
}

extension String {
  /// The text with the letters that Swedish uses composed (NFC for Latin letters and their accents).
  package var precomposed: String {
    if !utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }) { return self }
    var result = ""
    for character in self {
      result.append(Self.composed[character] ?? character)
    }
    return result
  }

  /// Looking a decomposed letter up finds the composed one, because characters compare canonically.
  private static let composed: [Character: Character] = {
    var table: [Character: Character] = [:]
    for scalar in (0xC0...0x17F).compactMap({ Unicode.Scalar($0) }) {
      table[Character(scalar)] = Character(scalar)
    }
    return table
  }()
}

/// The optimal string alignment distance of two words, at most `limit`; nil beyond it.
package func editDistance(_ a: String, _ b: String, limit: Int) -> Int? {
  let (left, right) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
  if abs(left.count - right.count) > limit { return nil }
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var older = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in 1...left.count {
    var row = [i] + [Int](repeating: 0, count: right.count)
    for j in 1...right.count {
      let cost = left[i - 1] == right[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        row[j] = min(row[j], older[j - 2] + 1)
      }
    }
    (older, last) = (last, row)
    if last.min() ?? 0 > limit { return nil }
  }
  return last[right.count] <= limit ? last[right.count] : nil
}

/// A text as a key, compared byte by byte: the texts of the store and the folded phrases are composed
/// already, and Swift's own hashing of text would compose them again at every look.
package struct TextKey: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: TextKey, right: TextKey) -> Bool {
    let quick = left.text.utf8.withContiguousStorageIfAvailable { left in
      right.text.utf8.withContiguousStorageIfAvailable { right in
        left.count == right.count && left.elementsEqual(right)
      }
    }
    return (quick ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    let quick: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if quick == nil { for byte in text.utf8 { hasher.combine(byte) } }
  }
}
