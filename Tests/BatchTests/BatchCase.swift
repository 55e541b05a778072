import InsynTestSupport
import Testing

/// What a stream holds when a run is over.
enum Said: Sendable {
  case nothing
  /// These bytes and no others.
  case exactly(String)
  /// Each of these somewhere, in this order.
  case parts([String])
}

/// One run of the program: what it is given, and what it must answer by the batch contract.
struct BatchCase: Sendable, CustomTestStringConvertible {
  let name: String
  let arguments: [String]
  let files: [String: [UInt8]]
  let input: [UInt8]
  let out: Said
  let talk: Said
  let code: Int32

  init(
    _ name: String, _ arguments: [String], files: [String: String] = [:], input: String = "",
    out: Said = .nothing, talk: Said = .nothing, code: Int32 = 0
  ) {
    self.init(
      name, arguments, bytes: files.mapValues { Array($0.utf8) }, input: Array(input.utf8),
      out: out, talk: talk, code: code)
  }

  init(
    _ name: String, _ arguments: [String], bytes: [String: [UInt8]], input: [UInt8] = [],
    out: Said = .nothing, talk: Said = .nothing, code: Int32 = 0
  ) {
    self.name = name
    self.arguments = arguments
    files = bytes
    self.input = input
    self.out = out
    self.talk = talk
    self.code = code
  }

  var testDescription: String { name }

  /// Runs the program in a folder of its own and compares the streams and the exit code.
  func check() {
    let place = Workplace(files)
    defer { place.remove() }
    let printed = place.insyn(arguments, input: input)
    #expect(printed.code == code, "\(name): \(printed.talk)")
    compare(printed.out, out, "standard output")
    compare(printed.talk, talk, "standard error")
  }

  private func compare(_ text: String, _ said: Said, _ stream: String) {
    switch said {
    case .nothing: #expect(text.isEmpty, "\(stream) of \(name) is empty")
    case .exactly(let wanted): #expect(text == wanted, "\(stream) of \(name)")
    case .parts(let parts):
      var rest = text[...]
      for part in parts {
        let found = rest.firstRange(of: part)
        #expect(found != nil, "\(stream) of \(name) holds \(part): \(text)")
        if let found { rest = rest[found.upperBound...] }
      }
    }
  }
}

/// The answer to `AR per kön`, which many runs ask for.
let answerByGender = """
  = antal insatser · per kön · där insatstyp = AR · 3 rader
  kön             antal insatser
  ──────────────  ──────────────
  kvinnor                      3
  män                         12
  uppgift saknas              38

  """

/// The answer to the same per place.
let answerByPlace = """
  = antal insatser · per stadsdel · där insatstyp = AR · 3 rader
  stadsdel     antal insatser
  ───────────  ──────────────
  Kungsholmen              17
  Norrmalm                 19
  Östermalm                17

  """

/// Questions in loose and in canonical form.
let looseByGender = "antal insatser per kön AR\n"
let canonicalByGender = "insatser: antal insatser per kön där insatstyp = AR\n"
let canonicalByPlace = "insatser: antal insatser per stadsdel där insatstyp = AR\n"
