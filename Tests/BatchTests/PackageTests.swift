import InsynTestSupport
import Testing

/// A run over the package in `p`.
private func run(
  _ name: String, _ question: String, _ files: [String: String], out: Said = .nothing,
  talk: Said = .nothing, code: Int32 = 0
) -> BatchCase {
  BatchCase(
    name, ["--data", "p", "-c", question], files: files, out: out, talk: talk, code: code)
}

/// A run over a package that is not read.
private func refused(
  _ name: String, _ files: [String: String], _ parts: [String]
) -> BatchCase {
  run(name, "besök", files, talk: .parts(parts), code: 2)
}

extension String {
  fileprivate func with(_ old: String, _ new: String) -> String {
    guard let found = firstRange(of: old) else { return self }
    return String(self[..<found.lowerBound] + new + self[found.upperBound...])
  }
}

@Suite struct PackageTests {
  static let working: [BatchCase] = [
    run(
      "the rows", "besök", plainPackage(),
      out: .exactly(
        """
        = besök · 4 rader
        ort         barn  belopp
        ────────  ──────  ──────
        Visby          2   10,50
        Umeå      saknas    7
        Ö, norra       1    0,25
        Visby          3  saknas

        """)),
    run(
      "a count", "antal besök", plainPackage(),
      out: .exactly("= antal besök · 1 rad\nantal besök\n───────────\n          4\n")),
    run(
      "a sum says what it skips", "summa belopp", plainPackage(),
      out: .exactly(
        """
        = summa belopp · 1 rad
        summa belopp
        ────────────
               17,75
        · 1 rad utan uppgift räknas inte in i summa belopp

        """)),
    run(
      "an average is exact", "snitt barn", plainPackage(),
      out: .parts(["2,0  3       1\n· 1 rad utan uppgift räknas inte in i snitt barn\n"])),
    run(
      "a filter on a number", "antal besök där belopp > 5", plainPackage(),
      out: .parts(["          2\n"])),
    run(
      "a filter on a quoted text", "antal besök där ort = \"Umeå\"", plainPackage(),
      out: .parts(["          1\n"])),
    run(
      "the missing", "antal besök där belopp saknas", plainPackage(),
      out: .parts(["          1\n"])),
    run(
      "visa", "visa", plainPackage(),
      out: .exactly(
        """
        = tabeller · 1 rad
        tabell  innehåll  rader
        ──────  ────────  ─────
        besök   besök         4

        """)),
    run(
      "a byte order mark and line ends of two bytes", "antal besök",
      plainPackage(["p/besök.csv": "\u{FEFF}ort,barn,belopp\r\nVisby,2,10.50\r\nUmeå,,7\r\n"]),
      out: .parts(["          2\n"])),
    run(
      "its own catalogue", "de dyra",
      plainPackage(["p/catalogue.iq": "låt \"de dyra\" = besök: antal besök där belopp > 5\n"]),
      out: .exactly("= de dyra · 1 rad\nde dyra\n───────\n      2\n")),
    run(
      "dimensions by insyn's own property", "summa deltagare per ämne med totalt", meetings,
      out: .parts(["Centrum                         5\n", "Skola                          10\n"])),
    run(
      "a value by comparison where it stands in two dimensions", "antal möten där plats = Skola",
      meetings, out: .parts(["          1\n"])),
    run(
      "another number of a published figure", "besök per plats", publishedPackage,
      out: .exactly(
        """
        = besök · per plats · 2016 (B1) · 2 rader
        plats  besök
        ─────  ─────
        Umeå       7
        Visby    426
        · annat tal för Visby: 424, rad 64 (B1)

        """)),
    run(
      "the lowest line speaks where no table does", "besök 2015", publishedPackage,
      out: .exactly(
        """
        = besök · Visby · 2015 (B1) · 1 rad
        besök
        ─────
          401
        · annat tal för Visby: 400, rad 64 (B1)

        """)),
    run(
      "a synthetic table says so", "antal hushållen per ort", householdPackage(synthetic: true),
      out: .exactly(
        """
        = antal hushållen · per ort · 2 rader · syntetiska övningsdata
        ort    antal hushållen
        ─────  ───────────────
        Umeå                 2
        Visby                1
        · syntetiska övningsdata: inga verkliga personer eller hushåll

        """)),
    run(
      "a synthetic table is not listed", "hushållen", householdPackage(synthetic: true),
      talk: .parts(["IN28: ", "Prova: antal hushållen\n"]), code: 1),
  ]

  @Test(arguments: working) func packagesAnswer(one: BatchCase) { one.check() }

  static let broken: [BatchCase] = [
    refused(
      "a comma is missing",
      plainPackage(["p/datapackage.json": plainDescription.with("\"minimal\",", "\"minimal\"")]),
      ["p/datapackage.json:3: IN42: "]),
    refused(
      "the file ends too early", plainPackage(["p/datapackage.json": "{\n \"resources\": [\n"]),
      ["p/datapackage.json:3: IN42: "]),
    refused(
      "an empty description", plainPackage(["p/datapackage.json": ""]),
      ["p/datapackage.json:1: IN42: "]),
    refused(
      "no tables", plainPackage(["p/datapackage.json": "{}\n"]),
      ["p/datapackage.json:1: IN43: ", "(fält resources)"]),
    refused(
      "no path",
      plainPackage([
        "p/datapackage.json": plainDescription.with("\"path\": \"besök.csv\",", "")
      ]), ["p/datapackage.json:4: IN43: ", "(fält path)"]),
    refused(
      "no name of a field",
      plainPackage([
        "p/datapackage.json": plainDescription.with("\"name\": \"barn\", ", "")
      ]), ["p/datapackage.json:10: IN43: ", "(fält name)"]),
    refused(
      "an unknown type",
      plainPackage([
        "p/datapackage.json": plainDescription.with("\"integer\"", "\"heltal\"")
      ]), ["p/datapackage.json:10: IN43: ", "integer", "(fält type)"]),
    refused(
      "a text where a number should be",
      plainPackage(["p/besök.csv": plainRows.with("10.50", "tio")]),
      ["p/besök.csv:2:9: IN44: \"tio\" står där ett tal väntas (fält belopp)"]),
    refused(
      "a decimal where a whole number should be",
      plainPackage(["p/besök.csv": plainRows.with("Visby,3", "Visby,3.5")]),
      ["p/besök.csv:5:7: IN44: \"3.5\" står där ett heltal väntas (fält barn)"]),
    refused(
      "a row of another width", plainPackage(["p/besök.csv": plainRows.with("10.50", "10,50")]),
      ["p/besök.csv:2:12: IN44: Rubrikraden har 3 fält, men raden har 4.\n"]),
    refused(
      "another header", plainPackage(["p/besök.csv": plainRows.with("barn", "barnen")]),
      ["p/besök.csv:1: IN44: Fält 2 i rubrikraden är \"barnen\", men i beskrivningen \"barn\".\n"]),
    refused(
      "an unclosed quote", plainPackage(["p/besök.csv": plainRows + "x,\"y"]),
      ["p/besök.csv:6:3: IN44: Citattecknet"]),
    refused(
      "no header", plainPackage(["p/besök.csv": ""]),
      ["p/besök.csv:1: IN44: Filen har ingen rubrikrad.\n"]),
    refused(
      "a missing file", ["p/datapackage.json": plainDescription],
      ["p/datapackage.json:4: IN40: Filen \"p/besök.csv\" går inte att läsa"]),
    refused(
      "no description", ["p/besök.csv": plainRows],
      ["IN40: Filen \"p/datapackage.json\" går inte att läsa.\n"]),
    refused(
      "a mistake in its catalogue",
      plainPackage(["p/catalogue.iq": "# egna namn\nlåt \"x1\" = summa belop\n"]),
      ["p/catalogue.iq:2: IN01: \"belop\""]),
    refused(
      "a name of the language in its catalogue",
      plainPackage(["p/catalogue.iq": "låt \"antal besök\" = besök: antal besök\n"]),
      ["p/catalogue.iq:1: IN45: \"antal besök\""]),
    refused(
      "a protected table", householdPackage(synthetic: false),
      ["p/datapackage.json:1: IN46: Tabellen hushållen är skyddad"]),
    BatchCase(
      "bytes that are no text", ["--data", "p", "-c", "besök"],
      bytes: [
        "p/datapackage.json": Array(plainDescription.utf8),
        "p/besök.csv": Array(plainRows.utf8) + [0xFF, 0x0A],
      ], talk: .parts(["p/besök.csv:6:1: IN41: "]), code: 2),
    BatchCase(
      "English words", ["--lang", "en", "--data", "p", "-c", "besök"],
      files: plainPackage(["p/besök.csv": plainRows.with("10.50", "ten")]),
      talk: .parts(["p/besök.csv:2:9: IN44: \"ten\" stands where a number should be (field belopp)"]
      ),
      code: 2),
  ]

  @Test(arguments: broken) func brokenPackagesAreRefused(one: BatchCase) { one.check() }
}
