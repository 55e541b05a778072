import Glibc
import InsynValue

/// A table of words and numbers, for the screen or for a document.
struct Sheet: Sendable {
  var head: [String]
  var rows: [[String]] = []
  /// Columns that are words stand to the left; the first always is.
  var words: Set<Int> = [0]

  /// Columns in line, for the screen.
  var text: String {
    let widths = head.indices.map { column in
      ([head] + rows).map { terminalWidth($0[column]) }.max() ?? 0
    }
    let lines = ([head] + rows).map { row in
      row.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - terminalWidth(row[column]))
        return words.contains(column) ? row[column] + blanks : blanks + row[column]
      }.joined(separator: "  ")
    }
    return lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
  }

  /// A table of a document.
  var markdown: String {
    let rule = head.indices.map { words.contains($0) ? "---" : "--:" }
    return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}

/// Milliseconds with three digits that say something.
func milliseconds(_ nanoseconds: Int) -> String { digits(Double(nanoseconds) / 1e6) }

/// How many times as much: 7.3×.
func times(_ ratio: Double) -> String { digits(ratio) + "×" }

/// A number in three digits, as many as it has before its point, and at least one that is not 0.
func digits(_ number: Double) -> String {
  var (decimals, scale) = (number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2, 1.0)
  while number > 0, decimals > 1, decimals < 6, number * scale < 0.1 {
    decimals += 1
    scale *= 10
  }
  let digits = "\(Int((number * pow(10, Double(decimals))).rounded()))"
  if decimals == 0 { return digits }
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  return padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// Bytes in MB.
func megabytes(_ bytes: Int) -> String { "\((bytes + 500_000) / 1_000_000)" }

/// The mean of ratios: the root of their product.
func geometricMean(_ ratios: [Double]) -> Double {
  exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
}
