import InsynFinish
import InsynValue

/// The picture of an answer's first column of figures, a piece for each row: `som staplar` draws bars
/// of eighths of a character, `som linje` a point at the figure's height. Nil without a picture.
func picture(_ answer: Answer, _ rows: [AnswerRow], width: Int) -> [String]? {
  guard let display = answer.display,
    let index = answer.columns.firstIndex(where: { $0.kind == .figure })
  else { return nil }
  let numbers = rows.map { row -> Exact? in
    guard row.kind == .part, case .figure(let shown) = row.cells[index] else { return nil }
    return shown.figure.number
  }
  let largest = numbers.compactMap { $0?.magnitude }.max() ?? .zero
  return numbers.map { number in
    guard let number, !largest.isZero else { return "" }
    let eighths = eighths(number.magnitude, of: largest, width)
    let piece = display == .bars ? bar(eighths) : point(eighths)
    return number.isNegative ? "-" + piece : piece
  }
}

/// The length of a figure in eighths of a character, the largest being `width` characters.
private func eighths(_ value: Exact, of largest: Exact, _ width: Int) -> Int {
  do {
    let share = try (value / largest) ?? .zero
    return Int((try share * Exact(width * 8)).rounded(decimals: 0))
  } catch {
    return 0
  }
}

private func bar(_ eighths: Int) -> String {
  let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
}

private func point(_ eighths: Int) -> String {
  String(repeating: " ", count: max(0, eighths / 8 - 1)) + "●"
}
