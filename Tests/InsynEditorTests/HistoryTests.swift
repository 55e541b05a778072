import Glibc
import Testing

@testable import InsynEditor

/// A folder of its own, which is taken away with it.
private final class Folder {
  let path: String

  init() {
    var template = Array("/tmp/insyn-history-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "a folder can be made")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  var file: String { path + "/settings/history" }

  deinit {
    unlink(file)
    unlink(file + ".new")
    rmdir(path + "/settings")
    rmdir(path)
  }
}

@Suite struct HistoryTests {
  @Test func entriesComeBackAsTheyWereTyped() {
    let folder = Folder()
    var history = History(path: folder.file)
    let typed = ["andel barn per stadsdel", "a (\n\tb\\n)", "å 😀 \\", "slut\r"]
    for entry in typed { #expect(history.remember(entry) == (true, nil)) }
    var again = History(path: folder.file)
    #expect(again.entries == typed)
    var status = stat()
    #expect(stat(folder.file, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func theSameTwiceIsKeptOnce() {
    let folder = Folder()
    var history = History(path: folder.file)
    for entry in ["a", "a", "b", "a"] { _ = history.remember(entry) }
    var again = History(path: folder.file)
    #expect(again.entries == ["a", "b", "a"])
  }

  @Test func twoSessionsKeepEachOthersEntries() {
    let folder = Folder()
    var (one, other) = (History(path: folder.file), History(path: folder.file))
    _ = one.remember("a")
    _ = other.remember("b")
    _ = one.remember("c")
    var again = History(path: folder.file)
    #expect(again.entries == ["a", "b", "c"])
  }

  @Test func aLeadingBlankAndAPersonnummerAreNeverKept() {
    let folder = Folder()
    var history = History(path: folder.file)
    for entry in [" hemligt", "\themligt", "", "  ", "visa 20160101-1234", "visa 8507099805"] {
      #expect(history.remember(entry) == (false, nil))
    }
    #expect(history.entries.isEmpty)
    #expect(access(folder.file, F_OK) != 0)
  }

  @Test func whatCannotBeWrittenIsToldOnceAndKeptInMemory() {
    var history = History(path: "/proc/none/history")
    #expect(history.remember("a") == (true, "/proc/none/history"))
    #expect(history.remember("b") == (true, nil))
    #expect(history.entries == ["a", "b"])
  }

  @Test func aLongFileIsMadeShort() {
    let folder = Folder()
    mkdir(folder.path + "/settings", 0o700)
    let descriptor = open(folder.file, O_WRONLY | O_CREAT, 0o600)
    #expect(writeAll(Array((1...12_501).map { "0\t\($0)\n" }.joined().utf8), to: descriptor))
    close(descriptor)
    var history = History(path: folder.file)
    #expect(history.entries.count == 10_000)
    #expect(history.entries.first == "2502")
    let lines = readFile(folder.file)?.split(separator: "\n")
    #expect(lines?.count == 10_000 && lines?.last == "0\t12501")
    #expect(access(folder.file + ".new", F_OK) != 0)
  }

  @Test(arguments: [
    "850709-9805", "19850709-9805", "850709+9805", "18850709+9805", "8507099805", "198507099805",
    "850769-9805", "19850769-9805", "visa ärende 850709-9805 i dag", "a,8507099805", "-8507099805",
  ])
  func aPersonnummerIsSeen(_ text: String) { #expect(looksLikePersonnummer(text)) }

  @Test(arguments: [
    "1 848 600", "2016", "2016-2017", "2016–2019", "1848600", "12,5 - 13,5", "T1 2017",
    "08-508 12 000",
    "andel barn 2016-12", "123456789", "850709", "1234-567890", "100 000-2016",
  ])
  func yearsAndFiguresAreNone(_ text: String) { #expect(!looksLikePersonnummer(text)) }
}
