import Glibc
import InsynEditor
import InsynLanguage
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

@Test func explore() {
  let lines = contents(of: "/tmp/guide_lines.txt").map { String(decoding: $0, as: UTF8.self) } ?? ""
  for line in lines.split(separator: "\n") {
    var session = Reports.session(line.hasPrefix("EN:") ? .en : .sv)
    var text = String(line)
    if text.hasPrefix("EN:") { text.removeFirst(3) }
    if text.hasPrefix("ANS:") {
      text.removeFirst(4)
      _ = try? session.answer(
        session.script("antal insatser per stadsdel", name: nil).statements[0])
    }
    let guide = LanguageGuide(session, history: ["antal insatser per kön 2016"])
    _ = guide.completion(text, at: text.utf8.count)
    var a = timespec(), b = timespec()
    clock_gettime(CLOCK_MONOTONIC, &a)
    let c = guide.completion(text, at: text.utf8.count)
    clock_gettime(CLOCK_MONOTONIC, &b)
    print(
      "\n▶ [\(text)] \(c.replaced) n=\(c.choices.count) \((b.tv_sec-a.tv_sec)*1_000_000 + (b.tv_nsec-a.tv_nsec)/1000)µs hint=\(guide.hint(text) ?? "-") open=\(guide.open(text) ?? "-")"
    )
    print(c.choices.prefix(14).map { "\($0.text)«\($0.gloss)»" }.joined(separator: " | "))
    print(
      guide.paint(text).map {
        "\(String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)):\($0.paint)"
      }.joined(separator: " "))
  }
}
