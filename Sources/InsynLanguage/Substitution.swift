import InsynValue

extension Query {
  /// The question with the values of its parameters in their places; unknown ones stay.
  package func substituting(_ parameters: [String: Value]) -> Query {
    if parameters.isEmpty { return self }
    var query = self
    for index in query.clauses.filters.indices {
      let filter = query.clauses.filters[index].content
      query.clauses.filters[index].content = filter.substituting(parameters)
    }
    return query
  }
}

extension Filter {
  fileprivate func substituting(_ parameters: [String: Value]) -> Filter {
    switch self {
    case .bare(let values): .bare(values.map { $0.substituting(parameters) })
    case .test(let pred): .test(pred.substituting(parameters))
    }
  }
}

extension Pred {
  fileprivate func substituting(_ parameters: [String: Value]) -> Pred {
    switch self {
    case .or(let tests): .or(tests.map { $0.substituting(parameters) })
    case .and(let tests): .and(tests.map { $0.substituting(parameters) })
    case .not(let test, let span): .not(test.substituting(parameters), span)
    case .compare(let left, let comparison, let right, let span):
      .compare(left, comparison, right.substituting(parameters), span)
    case .name, .missing, .suppressed: self
    }
  }
}

extension Right {
  fileprivate func substituting(_ parameters: [String: Value]) -> Right {
    switch self {
    case .list(let values, let span): .list(values.map { $0.substituting(parameters) }, span)
    case .value(let value): .value(value.substituting(parameters))
    case .range(let first, let last):
      .range(first.substituting(parameters), last.substituting(parameters))
    case .sum: self
    }
  }
}

extension Value {
  fileprivate func substituting(_ parameters: [String: Value]) -> Value {
    guard case .parameter(let name, _) = self else { return self }
    return parameters[name] ?? self
  }
}
