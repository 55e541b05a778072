import InsynValue

/// Many different texts in Swedish order, of which nothing more is known: one run of UTF-8, and where each
/// begins in it. In memory that is owned or mapped and never changed.
package struct TextRun: Sendable {
  package let count: Int
  private let memory: Memory
  /// Where the places stand, eight bytes each and one more than there are texts; the texts are behind them.
  private let offset: Int
  /// The bytes of the places and the texts together.
  private let length: Int
  /// Of texts in a file: what they are checked by when they are first read.
  private let seal: Seal?

  /// Texts that stand in a memory already: their places, and then their bytes.
  init(count: Int, memory: Memory, offset: Int, length: Int, seal: Seal? = nil) {
    precondition(
      offset >= 0 && offset.isMultiple(of: 8) && (count + 1) * 8 <= length
        && offset + length <= memory.bytes.count, "the texts lie within their memory")
    (self.count, self.memory, self.offset) = (count, memory, offset)
    (self.length, self.seal) = (length, seal)
  }

  /// True when the texts have been found not to be those that were written.
  var isBroken: Bool { seal?.isBroken ?? false }

  private var start: UnsafeRawPointer {
    seal?.start ?? UnsafeRawPointer(memory.start) + offset
  }

  /// The whole run as it lies in memory: places and texts.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: length) }

  /// The bytes of a text, from 0 on; nothing where the places are not those of a run.
  func utf8(_ index: Int) -> UnsafeRawBufferPointer {
    precondition(index >= 0 && index < count, "a text of the run")
    let start = start
    let places = start.assumingMemoryBound(to: UInt64.self)
    let (first, end) = (places[index], places[index + 1])
    let texts = (count + 1) * 8
    guard first <= end, end <= UInt64(length - texts) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: start + texts + Int(first), count: Int(end - first))
  }

  package subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  /// The place of a text, nil when it is not among them.
  func index(of text: String) -> Int? {
    let key = collationKey(text)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let other = self[middle]
      let otherKey = collationKey(other)
      if otherKey == key ? other < text : otherKey.lexicographicallyPrecedes(key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < count && utf8(low).elementsEqual(text.utf8) ? low : nil
  }
}

extension TextRun {
  /// The texts of a dictionary in order, and for each of its codes the new one. Throws IN53 when a stop is
  /// wished.
  static func sorting(
    _ texts: TextDictionary, _ effort: Effort
  ) throws(Diagnostic) -> (TextRun, order: [Code32]) {
    let sorted = try CollationKeys(texts).sorted(effort)
    var order = [Code32](repeating: 0, count: texts.count + 1)
    let length = sorted.reduce(0) { $0 + texts.bytes($1.code).count }
    let memory = Memory(byteCount: (texts.count + 1) * 8 + length)
    let places = memory.start.assumingMemoryBound(to: UInt64.self)
    var at = 0
    for (index, item) in sorted.enumerated() {
      order[Int(item.code)] = Code32(index + 1)
      places[index] = UInt64(at)
      let bytes = texts.bytes(item.code)
      UnsafeMutableRawBufferPointer(
        start: memory.start + (texts.count + 1) * 8 + at, count: bytes.count
      ).copyMemory(from: bytes)
      at += bytes.count
    }
    places[texts.count] = UInt64(at)
    return (
      TextRun(count: texts.count, memory: memory, offset: 0, length: memory.bytes.count), order
    )
  }
}

/// The collation keys of many texts. Of most the first eight letters decide.
private struct CollationKeys: @unchecked Sendable {
  private let texts: TextDictionary
  private var units: [UInt16] = []
  private var starts: [Int] = [0]
  private let isNarrow: Bool

  /// A text by the beginning of its key.
  struct Item {
    let head: UInt64
    let code: UInt32
  }

  init(_ texts: TextDictionary) {
    self.texts = texts
    starts.reserveCapacity(texts.count + 1)
    for code in 0..<texts.count {
      let bytes = texts.bytes(UInt32(code + 1))
      if bytes.allSatisfy({ $0 < 0x80 }) {
        for byte in bytes { units.append(CollationKeys.ascii[Int(byte)]) }
      } else {
        units += collationKey(String(decoding: bytes, as: UTF8.self))
      }
      starts.append(units.count)
    }
    isNarrow = units.allSatisfy { $0 < 0x100 }
  }

  private static let ascii: [UInt16] = (0..<128).map {
    collationKey(String(Character(Unicode.Scalar(UInt8($0)))))[0]
  }

  private func key(_ code: UInt32) -> ArraySlice<UInt16> {
    units[starts[Int(code) - 1]..<starts[Int(code)]]
  }

  /// The beginning of a key as a number in the same order; every unit is above 0.
  private func head(_ code: UInt32) -> UInt64 {
    let (count, bits) = isNarrow ? (8, UInt64(8)) : (4, UInt64(16))
    var head: UInt64 = 0
    var left = count
    for unit in key(code).prefix(count) {
      head = head << bits | UInt64(unit)
      left -= 1
    }
    for _ in 0..<left { head <<= bits }
    return head
  }

  private func precedes(_ left: Item, _ right: Item) -> Bool {
    if left.head != right.head { return left.head < right.head }
    let (a, b) = (key(left.code), key(right.code))
    if a.elementsEqual(b) { return texts.text(left.code) < texts.text(right.code) }
    return a.lexicographicallyPrecedes(b)
  }

  /// The texts sorted in parts by all threads, and the parts merged two by two.
  func sorted(_ effort: Effort) throws(Diagnostic) -> [Item] {
    let part = 1 << 15
    let count = texts.count
    var done = 0
    func reach() throws(Diagnostic) { try effort.reach(.values, min(done, count), of: count) }
    try reach()
    var parts = inParallel((count + part - 1) / part, threads: machineThreads) { index in
      if effort.cancellation.isWished { return [Item]() }
      let codes = UInt32(index * part + 1)..<UInt32(min(count, (index + 1) * part) + 1)
      return codes.map { Item(head: head($0), code: $0) }.sorted(by: precedes)
    }
    while parts.count > 1 {
      done = 0
      try reach()
      let halves = parts
      parts = inParallel((halves.count + 1) / 2, threads: machineThreads) { index in
        let first = halves[2 * index]
        if 2 * index + 1 == halves.count || effort.cancellation.isWished { return first }
        return merged(first, halves[2 * index + 1])
      }
      done = count
      try reach()
    }
    return parts.first ?? []
  }

  private func merged(_ left: [Item], _ right: [Item]) -> [Item] {
    var all: [Item] = []
    all.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if precedes(right[j], left[i]) {
        all.append(right[j])
        j += 1
      } else {
        all.append(left[i])
        i += 1
      }
    }
    all += left[i...]
    all += right[j...]
    return all
  }
}
