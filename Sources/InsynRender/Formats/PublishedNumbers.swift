import InsynFinish
import InsynValue

/// The figures of an answer's first column of figures, as they are printed.
package func publishedNumbers(_ answer: Answer, _ tongue: Tongue) -> [String] {
  guard let index = answer.columns.firstIndex(where: { $0.kind == .figure }) else { return [] }
  return answer.rows.filter { $0.kind == .part }.compactMap { row in
    guard case .figure(let shown) = row.cells[index], let value = shown.figure.number else {
      return nil
    }
    return number(value, shown.printing, tongue, withUnit: showsInCells(shown.printing.unit))
  }
}
