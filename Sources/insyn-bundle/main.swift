import Glibc
import InsynShell
import InsynStore
import InsynValue

// Makes the snapshot that the program holds out of the tables of the reports and the description of the
// practice data:
//   swift run insyn-bundle Sources/CBundle/reports Sources/CBundle/practice Sources/CBundle/snapshot.insyn

let folders = CommandLine.arguments.dropFirst().dropLast().map(folderFiles)
guard let first = folders.first, let file = CommandLine.arguments.last else {
  print("insyn-bundle FOLDER… FILE")
  exit(Exit.usage.rawValue)
}
do throws(Diagnostic) {
  let bytes = try openPackage(first, beside: Array(folders.dropFirst())).snapshot()
  let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard write(descriptor, bytes, bytes.count) == bytes.count else {
    throw Diagnostic(.unwritable(file))
  }
} catch {
  print(error)
  exit(Exit.usage.rawValue)
}
