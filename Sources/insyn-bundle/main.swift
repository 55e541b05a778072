import Glibc
import InsynShell
import InsynStore
import InsynValue

// Makes the snapshot that the program holds out of the tables of the reports and the description of the
// practice data, and beside it the names of all that is in it, in a file that ends in .names:
//   swift run insyn-bundle Sources/CBundle/reports Sources/CBundle/practice Sources/CBundle/snapshot.insyn

let folders = CommandLine.arguments.dropFirst().dropLast().map(folderFiles)
guard !folders.isEmpty, let file = CommandLine.arguments.last else {
  print("insyn-bundle FOLDER… FILE")
  exit(Exit.usage.rawValue)
}

func write(_ bytes: [UInt8], to file: String) throws(Diagnostics) {
  let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard write(descriptor, bytes, bytes.count) == bytes.count else {
    throw Diagnostics(Diagnostic(.unwritable(file)))
  }
}

do throws(Diagnostics) {
  let (snapshot, names) = try bundle(folders)
  try write(snapshot, to: file)
  let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
  try write(names, to: stem + ".names")
} catch {
  print(error)
  exit(Exit.usage.rawValue)
}
