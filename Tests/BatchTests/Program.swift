import InsynTestSupport

extension Workplace {
  /// Starts `insyn` in this folder and waits for its end. At most `reading` bytes of its answer are
  /// read before the reader goes, all when nil.
  func insyn(
    _ arguments: [String], input: [UInt8] = [], reading: Int? = nil
  ) -> Printed {
    start([program] + arguments, input: input, reading: reading)
  }

  /// Runs a line of a shell in this folder; `$0` is the program.
  func shell(
    _ line: String, with arguments: [String] = [], input: [UInt8] = []
  ) -> Printed {
    start(["/bin/sh", "-c", line, program] + arguments, input: input, reading: nil)
  }

  private func start(_ words: [String], input: [UInt8], reading: Int?) -> Printed {
    write(input, to: ".input")
    var run = Run(
      words, in: folder,
      surroundings: [
        "XDG_CONFIG_HOME=\(folder)/settings", "HOME=\(folder)", "LC_ALL=C.UTF-8", "TERM=xterm",
        "PATH=/usr/bin:/bin",
      ])
    run.input = folder + "/.input"
    run.reading = reading
    return run.printed()
  }
}
