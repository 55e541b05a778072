import InsynValue

/// What may stand at a place, in rows below the text; one of them may be chosen, and then stands in it.
struct Menu {
  static let height = 8

  let completion: Completion
  /// The text as it was typed.
  let text: String
  private(set) var chosen: Int?

  init?(_ completion: Completion, text: String) {
    if completion.choices.isEmpty { return nil }
    self.completion = completion
    self.text = text
  }

  /// The next choice, or the one before; past either end comes none, as typed.
  mutating func move(_ step: Int) {
    let count = completion.choices.count
    let next = (chosen ?? (step > 0 ? -1 : count)) + step
    chosen = (0..<count).contains(next) ? next : nil
  }

  /// The text with the choice in it, and where the cursor stands after it.
  var edited: (text: String, cursor: Int) {
    guard let chosen else { return (text, completion.replaced.upperBound) }
    return inserting(completion.choices[chosen].text)
  }

  func inserting(_ choice: String) -> (text: String, cursor: Int) {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(completion.replaced, with: choice.utf8)
    return (
      String(decoding: bytes, as: UTF8.self), completion.replaced.lowerBound + choice.utf8.count
    )
  }

  /// What all choices begin with, where that is more than what was typed.
  var common: String? {
    guard var common = completion.choices.first?.text else { return nil }
    for choice in completion.choices.dropFirst() {
      common = String(zip(common, choice.text).prefix { $0 == $1 }.map(\.0))
    }
    let typed = String(decoding: Array(text.utf8)[completion.replaced], as: UTF8.self)
    let goesOn = fold(common).hasPrefix(fold(typed)) && common.count > typed.count
    return goesOn && completion.choices.count > 1 ? common : nil
  }

  /// The rows, a window of them around the choice, each as wide as the screen at most.
  func rows(columns: Int, height: Int, hasColour: Bool) -> [Row] {
    let count = completion.choices.count
    let shown = min(count, min(Menu.height, max(1, height)))
    let first = min(max(0, (chosen ?? 0) - shown / 2), count - shown)
    let window = completion.choices[first..<first + shown]
    let wide = min(window.map { terminalWidth($0.text) }.max() ?? 0, max(8, columns * 2 / 3))
    return window.indices.map { index in
      let choice = completion.choices[index]
      let mark = first + shown < count && index == first + shown - 1 ? "↓" : " "
      let name = fitted(visible(choice.text), wide)
      let gloss = fitted(visible(choice.gloss), max(0, columns - wide - 5), pads: false)
      let left = index == first && first > 0 ? "↑" : mark
      let plain = "\(left) \(name)  \(gloss)"
      let width = terminalWidth(plain)
      if !hasColour {
        return Row((index == chosen ? ">" : left) + plain.dropFirst(left.count), width: width)
      }
      if index == chosen { return Row(Style.reversed.on + plain + Style.off, width: width) }
      return Row("\(left) \(name)  \(Style.faint.on)\(gloss)\(Style.off)", width: width)
    }
  }
}

/// A text in so many columns: cut with an ellipsis, or followed by blanks.
func fitted(_ text: String, _ columns: Int, pads: Bool = true) -> String {
  var (result, width) = ("", 0)
  let whole = terminalWidth(text)
  if whole > columns {
    for character in text {
      let wide = terminalWidth(String(character))
      if width + wide > columns - 1 { break }
      result.append(character)
      width += wide
    }
    if columns > 0 {
      result += "…"
      width += 1
    }
  } else {
    (result, width) = (text, whole)
  }
  return pads ? result + String(repeating: " ", count: max(0, columns - width)) : result
}
