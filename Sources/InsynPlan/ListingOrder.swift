import InsynStore
import InsynValue

extension Listing {
  /// The order asked for; `topp` without it takes the largest of the table's value.
  package func order(in store: Store) -> (key: ListingKey, descending: Bool)? {
    if let order { return order }
    let table = store[table]
    let measure = table.columns.first { $0.isNumeric && $0.role == nil }?.id
    guard let top, let value = table.published?.value ?? measure else { return nil }
    return (.column(value), top.largest)
  }

  /// What `topp` needs no more rows than; nil where all must be looked at.
  package func best(in store: Store) -> BestRows? {
    guard let top, top.count > 0, case (.column(let column), let descending)? = order(in: store),
      store[table][column].isNumeric, store[table][column].unitColumn == nil
    else { return nil }
    return BestRows(column: column, greatest: descending, count: top.count)
  }
}
