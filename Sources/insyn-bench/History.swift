/// Lines of JSON, one for each engine and question of a run, that later runs are compared with.
struct History {
  let path: String

  /// Adds a run to the end of the file.
  func add(_ report: Report, options: Options, machine: Machine) throws(BenchError) {
    var lines = ""
    for timed in report.timed {
      for (engine, timing) in zip(report.engines, timed.timings) {
        let runs = timing.runs.map(String.init).joined(separator: ",")
        lines += """
          {"seconds":\(seconds()),"machine":\(quoted(machine.description)),\
          "rows":\(options.rows.value),"shuffled":\(options.shuffled),"threads":\(options.threads),\
          "question":"\(timed.question.id)","engine":\(quoted(engine)),\
          "median":\(timing.median),"runs":[\(runs)]}

          """
      }
    }
    try write(Array(lines.utf8), to: path, appending: true)
  }

  /// A JSON string.
  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : scalar.value < 32 ? " " : "\(scalar)"
    }
    return "\"\(escaped.joined())\""
  }
}
