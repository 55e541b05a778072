// What the line editor asks of whoever knows the language. Places in a text are offsets in its UTF-8.

/// Knows the language of the lines that are typed; asked anew for every key, so it must be quick.
package protocol Guide {
  /// The stretches of a text that have a colour, in order, none overlapping another.
  func paint(_ text: String) -> [Stretch]
  /// What would go on from the end of the text, to be shown in grey; nil when nothing is likely.
  func hint(_ text: String) -> String?
  /// What may stand at the cursor.
  func completion(_ text: String, at cursor: Int) -> Completion
  /// What a statement still waits for at its end: `(`, a quote; nil when Enter may run it.
  func open(_ text: String) -> String?
}

/// What a word is, as far as its colour goes.
package enum Paint: Sendable, CaseIterable {
  case keyword
  /// A measure, a phrase, a saved question.
  case name
  case table
  /// A field or a dimension.
  case field
  case value
  case number
  case text
  case period
  case sign
  case comment
  /// A dot-command.
  case command
  /// A finished word that means nothing here.
  case unknown
}

/// A part of a text and what it is.
package struct Stretch: Hashable, Sendable {
  package var range: Range<Int>
  package var paint: Paint

  package init(_ range: Range<Int>, _ paint: Paint) {
    self.range = range
    self.paint = paint
  }
}

/// What may stand at a place of a line.
package struct Completion: Hashable, Sendable {
  /// What a choice takes the place of.
  package var replaced: Range<Int>
  /// Ranked, the likeliest first.
  package var choices: [Choice]

  package init(replaced: Range<Int>, choices: [Choice]) {
    self.replaced = replaced
    self.choices = choices
  }
}

/// One thing that may stand at a place.
package struct Choice: Hashable, Sendable {
  /// The text as it is inserted, quoted where it must be.
  package var text: String
  /// What it means, in about three words.
  package var gloss: String

  package init(_ text: String, gloss: String) {
    self.text = text
    self.gloss = gloss
  }
}
