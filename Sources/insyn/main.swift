import ArgumentParser
import Glibc
import InsynRender
import InsynShell
import InsynValue

// A reader that has gone, as in `insyn … | head`, ends the writing, not the program.
signal(SIGPIPE, SIG_IGN)
// A file that may not grow any more is told of as a full disk is.
signal(SIGXFSZ, SIG_IGN)

let raw = Array(CommandLine.arguments.dropFirst())

/// Says why the command line cannot be run, and leaves with the promised code.
func refuse(_ text: String) -> Never {
  var talk = Output(STDERR_FILENO)
  talk.write(text + "\n")
  talk.flush()
  exit((Cancellation.user.isWished ? Exit.interrupted : Exit.usage).rawValue)
}

func tell(_ text: String) -> Never {
  var out = Output(STDOUT_FILENO)
  out.write(text + "\n")
  out.flush()
  exit(Exit.ok.rawValue)
}

let invocation = Invocation(raw)
if !invocation.isPlain {
  do {
    _ = try Arguments.parse(raw)
  } catch {
    let text = Arguments.fullMessage(for: error)
    if Arguments.exitCode(for: error).isSuccess { tell(text + parameterHelp(invocation.steps)) }
    refuse(text)
  }
}
if invocation.asksForVersion { tell("insyn \(version)") }

let settings: Settings
do throws(UsageError) {
  settings = try invocation.settings()
} catch {
  refuse(error.text[invocation.tongue])
}

do throws(Diagnostics) {
  var shell = try Shell(settings)
  let isTyped = settings.steps.isEmpty && settings.canonical == nil
  if isTyped && isatty(STDIN_FILENO) == 1 {
    // A script must not depend on a person's own file, so only a prompt reads it.
    if case .leave(let code) = shell.readOwnCommands() { exit(code.rawValue) }
    exit(shell.converse().rawValue)
  }
  exit(shell.run().rawValue)
} catch {
  refuse(
    error.all.map { message($0, source: nil, tongue: settings.tongue, width: nil) }
      .joined(separator: "\n"))
}
