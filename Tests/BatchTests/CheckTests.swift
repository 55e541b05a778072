import InsynTestSupport
import Testing

/// A package with a document of 100 lines, whose districts sum wrongly in 2016 and rightly in 2015.
let checkedPackage: [String: String] = [
  "p/datapackage.json": """
  {"insyn": {"dimensions": {
     "dokument": {"kind": "dimension", "role": "document"},
     "rad": {"kind": "attribute", "role": "line"}}},
   "resources": [
    {"name": "tal", "path": "t.csv",
     "insyn": {"published": {"name": "mått", "value": "värde"}},
     "schema": {"primaryKey": ["mått", "plats", "år", "rad"],
      "foreignKeys": [
        {"fields": "dokument", "reference": {"resource": "böcker", "fields": "dokument"}}],
      "fields": [
      {"name": "mått", "type": "string"},
      {"name": "plats", "type": "string", "insyn": {"kind": "dimension", "role": "place",
        "codes": [{"value": "Gotland", "parts": ["Visby", "Hemse"]}]}},
      {"name": "år", "type": "year", "insyn": {"kind": "dimension", "role": "period"}},
      {"name": "värde", "type": "integer", "insyn": {"kind": "measure", "unit": "st"}},
      {"name": "dokument", "type": "string"}, {"name": "rad", "type": "integer"}]}},
    {"name": "böcker", "path": "b.csv", "schema": {"fields": [
      {"name": "dokument", "type": "string"},
      {"name": "rader", "type": "integer", "insyn": {"kind": "attribute", "role": "lines"}}]}}]}
  """,
  "p/t.csv": """
  mått,plats,år,värde,dokument,rad
  besök,Visby,2016,4,B1,10
  besök,Hemse,2016,3,B1,11
  besök,Gotland,2016,8,B1,12
  besök,Visby,2015,4,B1,20
  besök,Hemse,2015,3,B1,21
  besök,Gotland,2015,7,B1,22

  """,
  "p/b.csv": "dokument,rader\nB1,100\n",
]

private func checked(_ changed: [String: String] = [:]) -> [String: String] {
  checkedPackage.merging(changed) { $1 }
}

private func rules(_ rule: String) -> [String: String] {
  checked(["p/granska.json": "{\"rules\": [\n{\"rule\": \"r\", \(rule)}\n]}"])
}

private func run(
  _ name: String, _ arguments: [String], _ files: [String: String], out: Said = .nothing,
  talk: Said = .nothing, code: Int32 = 0
) -> BatchCase {
  BatchCase(
    name, ["--data", "p"] + arguments, files: files, out: out, talk: talk, code: code)
}

private func refused(_ name: String, _ files: [String: String], _ parts: [String]) -> BatchCase {
  run(name, ["-c", "besök"], files, talk: .parts(parts), code: 2)
}

/// `granska` over a user's own package, and what its files may not hold.
@Suite struct CheckTests {
  static let answered: [BatchCase] = [
    run(
      "the standing rules need no words", ["-c", "granska"], checked(),
      out: .exactly(
        """
        = fynd · 1 rad
        räkning        avser                   grad        dokument  rad  dokument 2  rad 2  regel                    slag
        ─────────────  ──────────────────────  ──────────  ────────  ───  ──────────  ─────  ───────────────────────  ───────────────
        4 + 3 = 7 ≠ 8  besök · Gotland · 2016  motsägelse  B1        12   B1          10     delar och total (plats)  delar och total
        · 1 prövning håller: delar och total 1

        """)),
    run(
      "in English", ["--lang", "en", "-c", "check where grade = contradiction"], checked(),
      out: .parts(["4 + 3 = 7 ≠ 8", "contradiction", "parts and total"])),
    run(
      "--strict fails on a contradiction", ["--strict", "-c", "granska"], checked(),
      out: .parts(["4 + 3 = 7 ≠ 8"]), code: 1),
    run(
      "--strict passes where none is shown",
      ["--strict", "-c", "granska där grad = avrundning"], checked(),
      out: .parts(["= fynd · där grad = avrundning · 0 rader"])),
    run(
      "--strict passes what holds", ["--strict", "-c", "granska där rad = 22"], checked(),
      out: .parts(["· 1 prövning håller"])),
    run(
      "csv keeps the notes apart", ["--format", "csv", "-c", "granska"], checked(),
      out: .exactly(
        """
        räkning,avser,grad,dokument,rad,dokument 2,rad 2,regel,slag
        4 + 3 = 7 ≠ 8,besök · Gotland · 2016,motsägelse,B1,12,B1,10,delar och total (plats),delar och total

        """), talk: .parts(["1 prövning håller: delar och total 1"])),
    run(
      "a rule of the package's own",
      ["--format", "csv", "-c", "granska med räkning, grad, anmärkning"],
      rules(
        """
        "kind": "sum", "table": "tal", "where": {"år": "2016"},
        "plus": [{"where": {"plats": "Visby"}}, {"where": {"plats": "Hemse"}}],
        "equals": {"where": {"plats": "Gotland"}}, "grade": "unclear", "why": "en plats saknas"
        """),
      out: .exactly(
        """
        räkning,grad,anmärkning,källa
        4 + 3 = 7 ≠ 8,oklart,en plats saknas,B1

        """), talk: .parts(["en plats saknas"])),
    run(
      "a package without figures has no rules", ["-c", "granska"], plainPackage(),
      talk: .parts(["IN38: De här uppgifterna har inga regler att granska mot."]), code: 1),
  ]

  @Test(arguments: answered) func packagesAreChecked(one: BatchCase) { one.check() }

  static let broken: [BatchCase] = [
    refused(
      "a rule naming a missing field",
      rules("\"kind\": \"restated\", \"table\": \"tal\",\n\"field\": \"värdet\""),
      ["p/granska.json:3: IN43: ", "mått, plats, år, värde", "(fält värdet)"]),
    refused(
      "a rule naming a missing table",
      rules("\"kind\": \"restated\", \"table\": \"talen\", \"field\": \"värde\""),
      ["p/granska.json:2: IN43: ", "tal och böcker", "(fält table)"]),
    refused(
      "a rule of a kind that is not there",
      rules("\"kind\": \"summa\", \"table\": \"tal\", \"field\": \"värde\""),
      ["p/granska.json:2: IN43: ", "restated, parts, between", "(fält kind)"]),
    refused(
      "a rule on a field that is no number",
      rules("\"kind\": \"restated\", \"table\": \"tal\", \"field\": \"plats\""),
      ["p/granska.json:2: IN43: ", "(fält plats)"]),
    refused(
      "a misspelt property",
      rules("\"kind\": \"restated\", \"tabel\": \"tal\", \"table\": \"tal\", \"field\": \"värde\""),
      ["p/granska.json:2: IN43: ", "(fält tabel)"]),
    refused(
      "rules that are no JSON", checked(["p/granska.json": "{\"rules\": [\n"]),
      ["p/granska.json:2: IN42: "]),
    refused(
      "a cell of a wrong type",
      checked(["p/t.csv": checkedPackage["p/t.csv", default: ""] + "besök,Visby,2014,fyra,B1,5\n"]),
      ["p/t.csv:8:18: IN44: \"fyra\"", "(fält värde)"]),
    refused(
      "a key twice",
      checked(["p/t.csv": checkedPackage["p/t.csv", default: ""] + "besök,Visby,2016,5,B1,10\n"]),
      [
        "p/t.csv:8: IN44: \"besök, Visby, 2016, 10\"", "inte redan står på rad 2",
        "(fält mått, plats, år, rad)",
      ]),
    refused(
      "a line outside the document",
      checked(["p/t.csv": checkedPackage["p/t.csv", default: ""] + "besök,Visby,2014,4,B1,101\n"]),
      ["p/t.csv:8: IN44: \"101\"", "en rad mellan 1 och 100", "(fält rad)"]),
    refused(
      "a hedge that arithmetic does not know",
      checked([
        "p/datapackage.json": checkedPackage["p/datapackage.json", default: ""].replacing(
          "{\"name\": \"dokument\", \"type\": \"string\"}, {\"name\": \"rad\"",
          with: "{\"name\": \"säkert\", \"type\": \"string\", \"insyn\": "
            + "{\"kind\": \"attribute\", \"role\": \"hedge\"}}, "
            + "{\"name\": \"dokument\", \"type\": \"string\"}, {\"name\": \"rad\""),
        "p/t.csv": "mått,plats,år,värde,säkert,dokument,rad\nbesök,Visby,2016,4,kanske,B1,10\n",
      ]),
      ["p/t.csv:2: IN44: \"kanske\"", "cirka", "(fält säkert)"]),
    refused(
      "a document that is not there",
      checked(["p/t.csv": checkedPackage["p/t.csv", default: ""] + "besök,Visby,2014,4,B2,5\n"]),
      ["p/t.csv:8: IN44: \"B2\"", "ett värde som finns i böcker", "(fält dokument)"]),
    refused(
      "a key of fields that are not there",
      checked([
        "p/datapackage.json": checkedPackage["p/datapackage.json", default: ""]
          .replacing("\"plats\", \"år\", \"rad\"]", with: "\"platsen\"]")
      ]),
      ["p/datapackage.json:", "IN43: ", "(fält primaryKey)"]),
    refused(
      "a table with the name of the findings",
      plainPackage([
        "p/datapackage.json": plainDescription.replacing("\"besök\"", with: "\"fynd\"")
      ]),
      ["p/datapackage.json:4: IN43: ", "ett namn som är ledigt"]),
    refused(
      "a successor that is not there",
      checked([
        "p/datapackage.json": checkedPackage["p/datapackage.json", default: ""]
          .replacing("\"parts\"", with: "\"successor\": \"Fårö\", \"parts\"")
      ]), ["p/datapackage.json:", "IN43: ", "(fält successor)"]),
  ]

  @Test(arguments: broken) func brokenPackagesLoadNothing(one: BatchCase) { one.check() }
}
