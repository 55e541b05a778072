import InsynValue

/// One thing that is asked of every group of rows, at four depths of grouping.
struct Probe: Hashable {
  enum Gather: Hashable {
    /// Rows where a condition holds.
    case rows(String?)
    case distinct(String)
    /// Count, sum, least and greatest of whole numbers.
    case numbers(String)
    /// The two numbers in the middle.
    case middle(String)
  }
  let table: Int
  let conditions: [String]
  /// One key for each row split, then one for the column; nil where the table has none of the kind.
  let axes: [String?]
  let hasColumn: Bool
  let gather: Gather

  /// Which splits are kept.
  struct Depth: Hashable, CaseIterable {
    let keepsRows: Bool
    let keepsColumn: Bool

    static let allCases = [detail, rows, columns, whole]
    static let detail = Depth(keepsRows: true, keepsColumn: true)
    static let rows = Depth(keepsRows: true, keepsColumn: false)
    static let columns = Depth(keepsRows: false, keepsColumn: true)
    static let whole = Depth(keepsRows: false, keepsColumn: false)
  }

  /// The depths that differ from each other: without a column two are enough.
  var depths: [Depth] { hasColumn ? Depth.allCases : [.detail, .whole] }

  /// The keys that a depth keeps, nil where one is folded.
  func keys(_ depth: Depth) -> [String?] {
    axes.enumerated().map { index, axis in
      let isColumn = hasColumn && index == axes.count - 1
      return (isColumn ? depth.keepsColumn : depth.keepsRows) ? axis : nil
    }
  }

  /// One statement: keys, rows of the group, then the values.
  func select(_ depth: Depth, tag: String) -> String {
    let all = keys(depth)
    let kept = all.compactMap { $0 }
    let shown = all.map { $0 ?? "'*'" }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    let groups = kept.isEmpty ? "" : " GROUP BY " + kept.joined(separator: ", ")
    func columns(_ values: [String]) -> String {
      (["'\(tag)'"] + shown + ["count(*)"] + values).joined(separator: ", ")
    }
    switch gather {
    case .rows(let test):
      let value = test.map { "ifnull(sum(\($0)),0)" } ?? "count(*)"
      return "SELECT \(columns([value])) FROM t\(table)\(filter)\(groups);"
    case .distinct(let value):
      return "SELECT \(columns(["count(DISTINCT \(value))"])) FROM t\(table)\(filter)\(groups);"
    case .numbers(let number):
      // Sums in two halves, which no number of rows here takes out of 64 bits.
      let half = 1_000_000_000
      let values = [
        "count(\(number))", "sum(\(number) / \(half))", "sum(\(number) % \(half))",
        "min(\(number))", "max(\(number))",
      ]
      return "SELECT \(columns(values)) FROM t\(table)\(filter)\(groups);"
    case .middle(let number):
      let parts = kept.isEmpty ? "" : "PARTITION BY " + kept.joined(separator: ", ")
      let names = kept.indices.map { "k\($0)" }
      var next = 0
      let again = all.map { key -> String in
        if key == nil { return "'*'" }
        next += 1
        return "k\(next - 1)"
      }
      let inner =
        "SELECT "
        + (zip(kept, names).map { "\($0) AS \($1)" } + ["\(number) AS x"]
        + [
          "row_number() OVER (\(parts) ORDER BY \(number) IS NULL, \(number)) AS place",
          "count(\(number)) OVER (\(parts)) AS size",
        ]).joined(separator: ", ") + " FROM t\(table)\(filter)"
      let values = [
        "count(x)", "min(CASE WHEN place = (size + 1) / 2 THEN x END)",
        "min(CASE WHEN place = (size + 2) / 2 THEN x END)",
      ]
      let outer = (["'\(tag)'"] + again + ["count(*)"] + values).joined(separator: ", ")
      let grouped = names.isEmpty ? "" : " GROUP BY " + names.joined(separator: ", ")
      return "SELECT \(outer) FROM (\(inner))\(grouped);"
    }
  }
}

/// What came of a probe: for each depth and key the rows of the group and its values.
struct Found {
  struct Group {
    let rows: Int64
    let values: [Int64?]
  }
  var groups: [Probe.Depth: [[String?]: Group]] = [:]
}
