import Glibc

/// Texts found by their bytes, each with a code; for one thread. Texts of at most eleven bytes lie in
/// the table itself, others in one run of bytes. Its owner gives the memory back.
struct TextDictionary {
  /// What no text has as its code.
  static let unknown = UInt32.max

  /// The first eight bytes, the next three below the length, and the code; a length of 0 is free.
  private struct Short {
    var head: UInt64
    var tail: UInt32
    var code: UInt32
  }

  /// The hash and the entry + 1; 0 is free.
  private struct Long {
    var hash: UInt64
    var entry: UInt32
  }

  private var shorts: UnsafeMutablePointer<Short>
  private var shortMask: Int
  private var shortCount = 0
  private var longs: UnsafeMutablePointer<Long>
  private var longMask: Int
  private var longCount = 0

  private var pool: UnsafeMutablePointer<UInt8>
  private var poolCount = 0
  private var poolCapacity: Int
  /// Where each entry begins in the pool, the end of the last among them, and its code.
  private var starts = Growing<Int>()
  private var codes = Growing<UInt32>()
  /// The entry of each code, from code 1 on.
  private var values = Growing<UInt32>()

  init() {
    shorts = TextDictionary.table(64, Short(head: 0, tail: 0, code: 0))
    shortMask = 63
    longs = TextDictionary.table(16, Long(hash: 0, entry: 0))
    longMask = 15
    poolCapacity = 256
    pool = .allocate(capacity: poolCapacity)
    starts.append(0)
  }

  func deallocate() {
    shorts.deallocate()
    longs.deallocate()
    pool.deallocate()
    starts.deallocate()
    codes.deallocate()
    values.deallocate()
  }

  private static func table<Slot>(_ count: Int, _ empty: Slot) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: empty, count: count)
    return slots
  }

  /// How many codes there are.
  var count: Int { values.count }

  /// The bytes that it takes.
  var byteCount: Int {
    (shortMask + 1) * 16 + (longMask + 1) * 16 + poolCapacity + starts.count * 12
      + values.count * 4
  }

  /// The bytes of the text of a code, from 1 on.
  func bytes(_ code: UInt32) -> UnsafeRawBufferPointer {
    let entry = Int(values[Int(code) - 1])
    return UnsafeRawBufferPointer(
      start: pool + starts[entry], count: starts[entry + 1] - starts[entry])
  }

  func text(_ code: UInt32) -> String { String(decoding: bytes(code), as: UTF8.self) }

  // MARK: finding

  /// The code of a text, `unknown` when it has none. Sixteen bytes may be read from `start`, and one to the
  /// end of the text.
  @inline(__always)
  func code(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    count <= 11 ? shortCode(start, count) : longCode(start, count)
  }

  @inline(__always)
  private static func words(
    _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> (head: UInt64, tail: UInt32) {
    let raw = UnsafeRawPointer(start)
    let head = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count < 8 { return (head & (1 << (UInt64(count) * 8) - 1), UInt32(count) << 24) }
    let tail = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    return (head, tail & (1 << (UInt32(count - 8) * 8) - 1) | UInt32(count) << 24)
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt32) -> Int {
    let mixed = (head ^ UInt64(tail) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  @inline(__always)
  private func shortCode(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    let (head, tail) = TextDictionary.words(start, count)
    var slot = TextDictionary.hash(head, tail) & shortMask
    while true {
      let found = shorts[slot]
      if found.tail == tail, found.head == head { return found.code }
      if found.tail == 0 { return TextDictionary.unknown }
      slot = (slot + 1) & shortMask
    }
  }

  private static func longHash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(start)
    var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    var offset = 0
    while offset + 8 < count {
      mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    // The last eight bytes, which may overlap those before them.
    mix(raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    return hash
  }

  private func longCode(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    let hash = TextDictionary.longHash(start, count)
    var slot = Int(truncatingIfNeeded: hash) & longMask
    while true {
      let found = longs[slot]
      if found.entry == 0 { return TextDictionary.unknown }
      if found.hash == hash, isEntry(Int(found.entry) - 1, start, count) {
        return codes[Int(found.entry) - 1]
      }
      slot = (slot + 1) & longMask
    }
  }

  private func isEntry(_ entry: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let first = starts[entry]
    guard starts[entry + 1] - first == count else { return false }
    return memcmp(pool + first, start, count) == 0
  }

  // MARK: adding

  /// Gives a text that has none a code of its own, the next.
  mutating func add(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    let code = UInt32(values.count + 1)
    values.append(UInt32(codes.count))
    enter(start, count, code)
    return code
  }

  /// Gives a text that has none the code of another, or 0.
  mutating func enter(_ start: UnsafePointer<UInt8>, _ count: Int, _ code: UInt32) {
    if poolCount + count + 16 > poolCapacity { growPool(count) }
    (pool + poolCount).update(from: start, count: count)
    // Texts are read sixteen bytes at a time.
    (pool + poolCount + count).update(repeating: 0, count: 16)
    poolCount += count
    starts.append(poolCount)
    codes.append(code)
    let entry = codes.count - 1
    if count <= 11 {
      if shortCount * 4 > shortMask * 3 { growShorts() }
      shortCount += 1
      let (head, tail) = TextDictionary.words(pool + starts[entry], count)
      place(Short(head: head, tail: tail, code: code))
    } else {
      if longCount * 2 > longMask { growLongs() }
      longCount += 1
      place(Long(hash: TextDictionary.longHash(start, count), entry: UInt32(entry + 1)))
    }
  }

  private mutating func place(_ short: Short) {
    var slot = TextDictionary.hash(short.head, short.tail) & shortMask
    while shorts[slot].tail != 0 { slot = (slot + 1) & shortMask }
    shorts[slot] = short
  }

  private mutating func place(_ long: Long) {
    var slot = Int(truncatingIfNeeded: long.hash) & longMask
    while longs[slot].entry != 0 { slot = (slot + 1) & longMask }
    longs[slot] = long
  }

  private mutating func growPool(_ count: Int) {
    poolCapacity = (poolCapacity + count + 16) * 2
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: poolCapacity)
    larger.update(from: pool, count: poolCount)
    pool.deallocate()
    pool = larger
  }

  /// Small tables grow in long steps, large ones in short: room costs more than moving does.
  private static func larger(_ count: Int) -> Int { count * (count < 1 << 16 ? 4 : 2) }

  private mutating func growShorts() {
    let (old, count) = (shorts, shortMask + 1)
    let larger = TextDictionary.larger(count)
    shortMask = larger - 1
    shorts = TextDictionary.table(larger, Short(head: 0, tail: 0, code: 0))
    for slot in 0..<count where old[slot].tail != 0 { place(old[slot]) }
    old.deallocate()
  }

  private mutating func growLongs() {
    let (old, count) = (longs, longMask + 1)
    let larger = TextDictionary.larger(count)
    longMask = larger - 1
    longs = TextDictionary.table(larger, Long(hash: 0, entry: 0))
    for slot in 0..<count where old[slot].entry != 0 { place(old[slot]) }
    old.deallocate()
  }
}

/// A list that its owner gives back: so that a dictionary of such lists is nothing but places, and reading
/// it counts no references.
private struct Growing<Item: BitwiseCopyable> {
  private var items: UnsafeMutablePointer<Item>
  private var capacity = 64
  private(set) var count = 0

  init() {
    items = .allocate(capacity: capacity)
  }

  func deallocate() { items.deallocate() }

  subscript(index: Int) -> Item { items[index] }

  mutating func append(_ item: Item) {
    if count == capacity {
      capacity *= 2
      let larger = UnsafeMutablePointer<Item>.allocate(capacity: capacity)
      larger.update(from: items, count: count)
      items.deallocate()
      items = larger
    }
    items[count] = item
    count += 1
  }
}
