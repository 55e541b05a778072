import InsynTestSupport

extension Workplace {
  /// Starts `insyn` in this folder and waits for its end. At most `reading` bytes of its answer are
  /// read before the reader goes, all when nil.
  func insyn(
    _ arguments: [String], input: [UInt8] = [], reading: Int? = nil
  ) -> Printed {
    write(input, to: ".input")
    var run = Run(
      [program] + arguments, in: folder,
      surroundings: ["XDG_CONFIG_HOME=\(folder)/settings", "LC_ALL=C.UTF-8"])
    run.input = folder + "/.input"
    run.reading = reading
    return run.printed()
  }
}
