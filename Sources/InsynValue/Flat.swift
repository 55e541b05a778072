// Lists and texts that were written ahead and are read where they lie: nothing is made of them but what is
// asked for. All is words of 32 bits, little-endian. A list of lists is how many there are, where each begins
// and the last one ends, and the numbers. Texts are the same in bytes, with zeros behind them up to a whole word.
//
// The bytes are the program's own: they live as long as it does, never change, and are not checked.

/// Lists of numbers that were written ahead.
package struct FlatLists: @unchecked Sendable {
  private let words: UnsafeRawBufferPointer

  fileprivate init(_ words: UnsafeRawBufferPointer) {
    self.words = words
  }

  package var count: Int { words.word(0) }

  /// The numbers of one list, from 0 on.
  package subscript(index: Int) -> [Int] {
    let first = 2 + count
    return (words.word(1 + index)..<words.word(2 + index)).map { words.word(first + $0) }
  }

  /// One number of one list.
  package subscript(index: Int, item: Int) -> Int {
    words.word(2 + count + words.word(1 + index) + item)
  }
}

/// Texts that were written ahead.
package struct FlatTexts: @unchecked Sendable {
  private let words: UnsafeRawBufferPointer

  fileprivate init(_ words: UnsafeRawBufferPointer) {
    self.words = words
  }

  package var count: Int { words.word(0) }

  /// The bytes of one text, from 0 on.
  package func utf8(_ index: Int) -> UnsafeRawBufferPointer {
    let first = 4 * (2 + count)
    return UnsafeRawBufferPointer(
      rebasing: words[first + words.word(1 + index)..<first + words.word(2 + index)])
  }

  package subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  /// The place of a text among texts that stand in the order of their bytes; nil when it is not there.
  package func index(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { wanted in
      let wanted = UnsafeRawBufferPointer(wanted)
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if utf8(middle).lexicographicallyPrecedes(wanted) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low < count && utf8(low).elementsEqual(wanted) ? low : nil
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func word(_ index: Int) -> Int {
    Int(UInt32(littleEndian: loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
  }
}

/// Gathers what is to be read where it lies.
package struct FlatWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  private mutating func put(_ word: Int) {
    withUnsafeBytes(of: UInt32(word).littleEndian) { bytes += $0 }
  }

  private mutating func put(starts lengths: [Int]) {
    put(lengths.count)
    var start = 0
    for length in [0] + lengths {
      start += length
      put(start)
    }
  }

  package mutating func put(_ lists: [[Int]]) {
    put(starts: lists.map(\.count))
    for number in lists.joined() { put(number) }
  }

  package mutating func put(_ texts: [String]) {
    put(starts: texts.map(\.utf8.count))
    for text in texts { bytes += text.utf8 }
    while !bytes.count.isMultiple(of: 4) { bytes.append(0) }
  }
}

/// Finds what a writer has put, in the same order.
package struct FlatReader {
  private var rest: UnsafeRawBufferPointer

  package init(_ bytes: UnsafeRawBufferPointer) {
    rest = bytes
  }

  private var end: Int { rest.word(1 + rest.word(0)) }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }

  package mutating func lists() -> FlatLists { FlatLists(take(4 * (2 + rest.word(0) + end))) }

  package mutating func texts() -> FlatTexts {
    FlatTexts(take(4 * (2 + rest.word(0)) + (end + 3) / 4 * 4))
  }
}
