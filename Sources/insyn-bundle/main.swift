import Glibc
import InsynShell
import InsynStore
import InsynValue

// Makes the snapshot that the program holds out of the tables of the reports:
//   swift run insyn-bundle Sources/CBundle/reports Sources/CBundle/snapshot.insyn

guard CommandLine.arguments.count == 3 else {
  print("insyn-bundle FOLDER FILE")
  exit(Exit.usage.rawValue)
}
do throws(Diagnostic) {
  let bytes = try openPackage(folderFiles(CommandLine.arguments[1])).snapshot()
  let descriptor = open(CommandLine.arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard write(descriptor, bytes, bytes.count) == bytes.count else {
    throw Diagnostic(.unwritable(CommandLine.arguments[2]))
  }
} catch {
  print(error)
  exit(Exit.usage.rawValue)
}
