import InsynValue
import Testing

/// The columns that a text takes on a terminal.
@Suite struct WidthTests {
  static let widths: [(text: String, columns: Int)] = [
    ("", 0), ("abc", 3), ("åäö", 3), ("a\u{30A}", 1), ("e\u{301}\u{302}", 1), ("漢字", 4),
    ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👍🏽", 2), ("☝🏽", 2), ("👨‍👩‍👧", 2),
    ("❤", 1), ("❤️", 2), ("1️⃣", 2), ("🇸🇪", 2), ("🏳️‍🌈", 2), ("a\u{200B}b", 2), ("a\u{200D}b", 2),
    ("ｆ", 2), ("─█▌", 3), ("\u{A0}", 1), ("📊 12", 5),
  ]

  @Test(arguments: widths) func textTakesItsRoom(one: (text: String, columns: Int)) {
    #expect(terminalWidth(one.text) == one.columns)
  }

  static let seen: [(text: String, shown: String)] = [
    ("a\u{1B}[31mb", "a␛[31mb"), ("två\nrader", "två␊rader"), ("a\tb", "a b"),
    ("\u{202E}abc\u{2066}d\u{2069}", "�abc�d�"), ("a\u{200B}b\u{FEFF}c", "a�b�c"),
    ("\u{9B}2J", "�2J"), ("\u{7F}", "␡"), ("x\u{AD}y", "x-y"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("åäö", "åäö"),
    ("\u{2028}\u{2029}", "��"), ("\u{E0041}", "�"),
  ]

  @Test(arguments: seen) func nothingReachesATerminalRaw(one: (text: String, shown: String)) {
    #expect(visible(one.text) == one.shown)
  }
}
