/// How things look: SGR numbers, empty for the terminal's own colour. All can be read on a light and
/// on a dark ground, and nothing is said by colour alone but what a word is.
struct Palette: Hashable, Sendable {
  /// How many colours there are.
  enum Depth: Sendable {
    case none
    case few
    case many
  }
  var depth: Depth

  /// What the surroundings say of colours. Hints, menus and prompts keep bold, faint and reverse
  /// where there are none.
  init(term: String, noColour: String?, colourTerm: String?) {
    if let noColour, !noColour.isEmpty {
      depth = .none
    } else {
      depth = term.contains("256color") || colourTerm?.isEmpty == false ? .many : .few
    }
  }

  var prompt: String { "1" }
  var hint: String { depth == .none ? "2" : depth == .many ? "38;5;244" : "90" }
  var chosen: String { "7" }
  var match: String { "1;4" }

  func style(_ paint: Paint) -> String {
    switch depth {
    case .none: paint == .unknown ? "4" : ""
    case .few: few(paint)
    case .many: many(paint)
    }
  }

  private func few(_ paint: Paint) -> String {
    switch paint {
    case .keyword: "1"
    case .name: "34"
    case .table, .field: "35"
    case .value, .text: "32"
    case .number, .period: "36"
    case .sign: ""
    case .comment: "90"
    case .command: "1;34"
    case .unknown: "4;31"
    }
  }

  /// Colours of middle lightness out of the 256.
  private func many(_ paint: Paint) -> String {
    switch paint {
    case .keyword: "1"
    case .name: "38;5;32"
    case .table: "38;5;133"
    case .field: "38;5;97"
    case .value: "38;5;64"
    case .number: "38;5;130"
    case .text: "38;5;64"
    case .period: "38;5;30"
    case .sign: ""
    case .comment: "38;5;244"
    case .command: "1;38;5;32"
    case .unknown: "4;38;5;160"
    }
  }
}
