import InsynValue

/// The members of a field: the code of each folded phrase, and how the member of each code is written.
package struct Members: Sendable {
  /// The code of each folded phrase, from 1, and the members as they are written.
  package struct Names: Sendable {
    package let codes: [TextKey: UInt32]
    let written: [String]

    package init(codes: [TextKey: UInt32], written: [String]) {
      (self.codes, self.written) = (codes, written)
    }
  }

  private let names: Late<Names>
  private let flat: FlatMembers?
  /// True for very many members of which nothing is known but their values: nobody goes through them all.
  let areMany: Bool
  /// Those that may be offered to somebody who has not typed them.
  package let shown: @Sendable () -> [String]

  /// Members whose names are made when they are first asked for; where their phrases were written ahead, they
  /// are found without.
  package init(
    areMany: Bool = false, _ flat: FlatMembers? = nil, names: @escaping @Sendable () -> Names,
    shown: @escaping @Sendable () -> [String]
  ) {
    self.names = Late(names)
    self.flat = flat
    self.areMany = areMany
    self.shown = shown
  }

  /// The code of a folded phrase, from 1; nil when it is none of theirs.
  package func code(of phrase: String) -> UInt32? {
    flat.map { $0.code(of: phrase) } ?? names.value.codes[TextKey(phrase)]
  }

  /// The names that can be gone through; of very many only those that somebody has written one of.
  package var listed: Names? { areMany ? names.made : names.value }
}

/// The folded phrases of members with their codes, read where they were written ahead.
package struct FlatMembers: Sendable {
  /// In the order of their bytes.
  private let phrases: FlatTexts
  private let codes: FlatLists

  package init(_ reader: inout FlatReader) {
    phrases = reader.texts()
    codes = reader.lists()
  }

  fileprivate func code(of phrase: String) -> UInt32? {
    phrases.index(of: phrase).map { UInt32(codes[0, $0]) }
  }
}

extension Members {
  /// Writes the phrases of all members.
  package func write(to writer: inout FlatWriter) {
    let codes = names.value.codes.sorted { $0.key.text < $1.key.text }
    writer.put(codes.map(\.key.text))
    writer.put([codes.map { Int($0.value) }])
  }
}
