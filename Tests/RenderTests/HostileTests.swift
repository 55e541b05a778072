import InsynFinish
import InsynRender
import InsynTestSupport
import InsynValue
import Testing

/// Values that would break a table, a terminal or a file: none of them does.
@Suite struct HostileTests {
  static let values = [
    "\u{1B}[31mröd\u{1B}[0m", "två\nrader", "a\tb", "\r\nslut", "\u{202E}vänd\u{2066}", "\u{9B}2J",
    "a\u{200B}b\u{FEFF}", "👨‍👩‍👧 ❤️", "العربية", "a|b<script>", "\"citat\"", "=1+1", "\u{7F}\u{85}",
    "\u{2028}\u{2029}", String(repeating: "lång ", count: 2000), "]]>&amp;", "a\\b",
    "x" + String(repeating: "\u{301}", count: 500),
  ]

  private var hostile: Answer {
    answer(
      "text", ["antal"],
      HostileTests.values.enumerated().map { [place($1), figure(Exact($0))] }, document: "B\u{1B}1")
  }

  /// Nothing that a terminal obeys, nor what it draws wrongly, is written where people read.
  @Test(arguments: [Format.table, .plain, .line, .markdown], [40, 60, 200])
  func nothingRawIsShown(format: Format, width: Int) {
    let written = text(hostile, format, width: width, rowLimit: 40)
    for scalar in written.unicodeScalars where scalar != "\n" {
      #expect(shown(scalar) == scalar, "U+\(String(scalar.value, radix: 16)) in \(format)")
    }
    if format == .table {
      let lines = written.split(separator: "\n")
      #expect(lines.allSatisfy { terminalWidth(String($0)) <= width })
    }
  }

  /// Files keep the values; csv reads back what went in.
  @Test func filesKeepTheValues() {
    let csv = text(hostile, .csv)
    let tsv = text(hostile, .tsv)
    #expect(csv.unicodeScalars.contains("\u{1B}"))
    #expect(csv.contains("\n\"'\r\nslut\",3,"))
    #expect(csv.contains("\n\"två\nrader\",1,"))
    #expect(csv.contains("\n\"\"\"citat\"\"\",10,"))
    #expect(csv.contains("\n'=1+1,11,"))
    #expect(tsv.contains("\ntvå\\nrader\t1\t"))
    #expect(tsv.contains("\na\\tb\t2\t"))
    #expect(tsv.contains("\n'\\r\\nslut\t3\t"))
    #expect(tsv.contains("\na\\\\b\t16\t"))
    #expect(tsv.utf8.count { $0 == 0x0A } == HostileTests.values.count + 1)
  }

  @Test func jsonEscapesControlCharactersAndLineEnds() {
    let lines = text(hostile, .jsonl)
    #expect(lines.contains(#""\u001b[31mröd\u001b[0m""#))
    #expect(lines.contains(#""\u007f\u0085""#))
    #expect(lines.contains(#""\u2028\u2029""#))
    #expect(lines.contains(#""två\nrader""#))
    #expect(lines.contains("\"\u{202E}vänd\u{2066}\""))
    #expect(lines.utf8.count { $0 == 0x0A } == HostileTests.values.count)
  }

  @Test func markdownIsNotMarkup() {
    let written = text(hostile, .markdown)
    #expect(written.contains("\n| a\\|b\\<script> | 9 |\n"))
    #expect(written.contains("\n| a\\\\b | 16 |\n"))
  }

  /// A picture is well-formed whatever its texts hold: nothing in it is a tag but its own.
  @Test func picturesAreWellFormed() {
    let svg = text(hostile, .svg)
    #expect(!svg.contains("<script"))
    #expect(svg.contains(">a|b&lt;script&gt;</text>"))
    #expect(svg.contains("]]&gt;&amp;amp;"))
    for scalar in svg.unicodeScalars where scalar != "\n" { #expect(shown(scalar) == scalar) }
  }
}
