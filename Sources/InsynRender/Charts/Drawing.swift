import InsynValue

/// Elements of SVG, one a line, in the order in which they are drawn.
struct Drawing {
  /// Where a text stands to its place.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// How a text looks.
  struct Face {
    var size = 15
    var weight = "400"
    var fill = Drawing.ink
    /// White around the letters, where they may stand on a line.
    var halo = false
  }

  static let ink = "#1a1a1a"
  static let grey = "#595959"
  static let hairline = "#d9d9d9"

  private(set) var elements: [String] = []

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ face: Face = Face()
  ) {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let weight = face.weight == "400" ? "" : " font-weight=\"\(face.weight)\""
    let halo =
      face.halo ? " stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\"" : ""
    elements.append(
      "<text x=\"\(written(x))\" y=\"\(written(y))\" font-size=\"\(face.size)\" "
        + "fill=\"\(face.fill)\"\(weight)\(halo)\(place)>\(escaped(text))</text>")
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String
  ) {
    elements.append(
      "<rect x=\"\(written(x))\" y=\"\(written(y))\" width=\"\(written(width))\" "
        + "height=\"\(written(height))\" fill=\"\(fill)\"/>")
  }

  mutating func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ stroke: String, width: Double
  ) {
    elements.append(
      "<line x1=\"\(written(from.x))\" y1=\"\(written(from.y))\" x2=\"\(written(to.x))\" "
        + "y2=\"\(written(to.y))\" stroke=\"\(stroke)\" stroke-width=\"\(written(width))\"/>")
  }

  /// A line through places.
  mutating func path(_ places: [(x: Double, y: Double)], _ stroke: String) {
    let points = places.map { "\(written($0.x)),\(written($0.y))" }.joined(separator: " ")
    elements.append(
      "<polyline points=\"\(points)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"3\" "
        + "stroke-linejoin=\"round\" stroke-linecap=\"round\"/>")
  }

  /// The sign of a series at a place: round, square, pointing up, standing on its corner.
  mutating func sign(_ index: Int, _ x: Double, _ y: Double, _ fill: String) {
    let outline = "fill=\"\(fill)\" stroke=\"#ffffff\" stroke-width=\"1.5\""
    let corners: [(x: Double, y: Double)]
    switch index % 4 {
    case 0:
      elements.append(
        "<circle cx=\"\(written(x))\" cy=\"\(written(y))\" r=\"6\" \(outline)/>")
      return
    case 1: corners = [(-5, -5), (5, -5), (5, 5), (-5, 5)]
    case 2: corners = [(0, -7), (6.5, 5), (-6.5, 5)]
    default: corners = [(0, -7), (7, 0), (0, 7), (-7, 0)]
    }
    let points = corners.map { "\(written(x + $0.x)),\(written(y + $0.y))" }
    elements.append("<polygon points=\"\(points.joined(separator: " "))\" \(outline)/>")
  }

  /// The whole picture on white.
  func document(
    width: Double, height: Double, title: String, description: String, _ tongue: Tongue
  ) -> String {
    let (width, height) = (written(width), written(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-labelledby="insyn-title" aria-describedby="insyn-desc" \
      lang="\(tongue.rawValue)" \
      font-family="'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif">
      <title id="insyn-title">\(escaped(title))</title>
      <desc id="insyn-desc">\(escaped(description))</desc>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }
}

/// About how many units a text takes at a size, rather more than less: no font is at hand to ask.
func drawnWidth(_ text: String, _ size: Int) -> Double {
  text.reduce(0.0) { sum, character in
    let share: Double
    if terminalWidth(String(character)) == 2 {
      share = 1
    } else if "iljtfrI.,:;|'!()[] \u{A0}".contains(character) {
      share = 0.37
    } else if "mwMW%–—".contains(character) {
      share = 0.95
    } else {
      share = character.isUppercase ? 0.72 : 0.62
    }
    return sum + share * Double(size)
  }
}

/// Lines of a text that fit so many units, by their guessed width.
func drawnLines(_ text: String, _ size: Int, within room: Double) -> [String] {
  if drawnWidth(text, size) <= room { return [text] }
  return wrapped(text, indent: "", to: max(8, Int(room / (Double(size) * 0.6))))
}

/// A length with one decimal at most, the same on every machine.
private func written(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  let (whole, part) = (tenths.magnitude / 10, tenths.magnitude % 10)
  return (tenths < 0 ? "-" : "") + "\(whole)" + (part == 0 ? "" : ".\(part)")
}

/// Text that is no markup. What XML has no place for is shown as on a terminal.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in visible(text).unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
