import InsynValue

/// The members of a field: the code of each folded phrase, and how the member of each code is written.
package struct Members: Sendable {
  /// The code of each folded phrase, from 1, and the members as they are written.
  package struct Names: Sendable {
    let codes: [TextKey: UInt32]
    let written: [String]

    package init(codes: [TextKey: UInt32], written: [String]) {
      (self.codes, self.written) = (codes, written)
    }
  }

  private let names: Late<Names>
  /// True for very many members of which nothing is known but their values: nobody goes through them all.
  let areMany: Bool
  /// Those that may be offered to somebody who has not typed them.
  package let shown: @Sendable () -> [String]

  /// Members whose names are made when they are first asked for.
  package init(
    areMany: Bool = false, names: @escaping @Sendable () -> Names,
    shown: @escaping @Sendable () -> [String]
  ) {
    self.names = Late(names)
    self.areMany = areMany
    self.shown = shown
  }

  /// The code of each folded phrase, from 1.
  package var codes: [TextKey: UInt32] { names.value.codes }

  /// The names that can be gone through; of very many only those that somebody has written one of.
  var listed: Names? { areMany ? names.made : names.value }
}
