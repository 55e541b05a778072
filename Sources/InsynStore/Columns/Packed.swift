/// A number as it is packed, for loops that are made for each width.
package protocol PackedCell: FixedWidthInteger, UnsignedInteger, Sendable, SendableMetatype {}

extension UInt8: PackedCell {}
extension UInt16: PackedCell {}
extension UInt32: PackedCell {}
extension UInt64: PackedCell {}

/// Whole numbers from 0, one per row, in the narrowest of four widths, in memory that never changes.
package struct Packed: Sendable {
  /// Bytes of one number.
  package enum Width: Int, Sendable, CaseIterable {
    case one = 1
    case two = 2
    case four = 4
    case eight = 8

    /// The narrowest that holds a number.
    package init(holding largest: UInt64) {
      self =
        largest <= UInt64(UInt8.max)
        ? .one
        : largest <= UInt64(UInt16.max) ? .two : largest <= UInt64(UInt32.max) ? .four : .eight
    }
  }

  /// The numbers with their type, for loops that are made for each.
  package enum Typed {
    case one(UnsafePointer<UInt8>)
    case two(UnsafePointer<UInt16>)
    case four(UnsafePointer<UInt32>)
    case eight(UnsafePointer<UInt64>)
  }

  package let count: Int
  package let width: Width
  package let zones: Zones
  private let memory: Memory
  private let offset: Int
  /// Of numbers in a file: what they are checked by when they are first read.
  private let seal: Seal?

  /// Numbers that stand in a memory already; `offset` is a multiple of the width. Nil zones are made.
  package init(
    count: Int, width: Width, memory: Memory, offset: Int, zones: Zones? = nil, threads: Int = 1
  ) {
    precondition(
      offset >= 0 && offset % width.rawValue == 0
        && offset + count * width.rawValue <= memory.bytes.count,
      "a run of numbers lies within its memory")
    (self.count, self.width, self.memory, self.offset) = (count, width, memory, offset)
    seal = nil
    let start = UnsafeRawPointer(memory.start) + offset
    self.zones = zones ?? Zones(Packed.typed(start, width), count: count, threads: threads)
  }

  /// Numbers of a file, which are checked when they are first read.
  init(count: Int, width: Width, memory: Memory, offset: Int, zones: Zones, seal: Seal?) {
    (self.count, self.width, self.memory, self.offset) = (count, width, memory, offset)
    (self.zones, self.seal) = (zones, seal)
  }

  /// True when the numbers have been found not to be those that were written.
  var isBroken: Bool { seal?.isBroken ?? false }

  /// The numbers in the narrowest width that holds them all.
  package init(_ numbers: some Collection<UInt64>) {
    let writer = PackedWriter(count: numbers.count, largest: numbers.max() ?? 0)
    for (row, number) in numbers.enumerated() { writer.set(row, number) }
    self = writer.finished()
  }

  package init(_ codes: some Collection<Code32>) {
    self.init(codes.map(UInt64.init))
  }

  private var start: UnsafeRawPointer {
    seal?.start ?? UnsafeRawPointer(memory.start) + offset
  }

  /// Valid as long as the numbers are held.
  package var typed: Typed { Packed.typed(start, width) }

  /// The bytes as they lie in memory.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: count * width.rawValue)
  }

  private static func typed(_ start: UnsafeRawPointer, _ width: Width) -> Typed {
    switch width {
    case .one: .one(start.assumingMemoryBound(to: UInt8.self))
    case .two: .two(start.assumingMemoryBound(to: UInt16.self))
    case .four: .four(start.assumingMemoryBound(to: UInt32.self))
    case .eight: .eight(start.assumingMemoryBound(to: UInt64.self))
    }
  }

  /// One number; loops over many take them typed.
  package subscript(row: Int) -> UInt64 {
    precondition(row >= 0 && row < count, "a row of the column")
    return switch typed {
    case .one(let cells): UInt64(cells[row])
    case .two(let cells): UInt64(cells[row])
    case .four(let cells): UInt64(cells[row])
    case .eight(let cells): cells[row]
    }
  }
}

/// Where packed numbers are written before they become a `Packed`: by several threads at rows of their own.
package struct PackedWriter: @unchecked Sendable {
  package let count: Int
  package let width: Packed.Width
  package let memory: Memory

  /// Room for so many numbers, none above `largest`; all are 0 until they are set.
  package init(count: Int, largest: UInt64) {
    self.count = count
    width = Packed.Width(holding: largest)
    memory = Memory(byteCount: count * width.rawValue)
  }

  private var start: UnsafeMutableRawPointer { memory.start }

  /// Sets one number, which the width must hold.
  package func set(_ row: Int, _ number: UInt64) {
    precondition(row >= 0 && row < count, "a row of the column")
    switch width {
    case .one: start.assumingMemoryBound(to: UInt8.self)[row] = UInt8(number)
    case .two: start.assumingMemoryBound(to: UInt16.self)[row] = UInt16(number)
    case .four: start.assumingMemoryBound(to: UInt32.self)[row] = UInt32(number)
    case .eight: start.assumingMemoryBound(to: UInt64.self)[row] = number
    }
  }

  /// The numbers, which may not be set any more.
  package func finished(threads: Int = 1) -> Packed {
    Packed(count: count, width: width, memory: memory, offset: 0, threads: threads)
  }
}
