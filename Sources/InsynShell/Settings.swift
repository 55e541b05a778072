import InsynRender
import InsynValue

/// The version of the program, which the list of changes bears too.
package let version = "0.4"

/// The exit codes that scripts rely on.
package enum Exit: Int32, Sendable {
  case ok = 0
  case queryFailed = 1
  case usage = 2
  case interrupted = 130
}

/// One thing to run, in the order of the command line.
package enum Step: Hashable, Sendable {
  case file(String)
  case question(String)
  case standardInput
}

/// What the command line asks for.
package struct Settings: Sendable {
  package var steps: [Step] = []
  package var format: Format?
  package var output: String?
  package var tongue: Tongue = .sv
  package var data: [String] = []
  /// How many household months of practice data are made at the start; nil makes those of the reports when
  /// they are asked for.
  package var practice: Int?
  package var keepsGoing = false
  /// A contradiction that `granska` shows is a failure.
  package var isStrict = false
  package var canonical: String?
  package var parameters: [String: String] = [:]

  package init() {}
}
