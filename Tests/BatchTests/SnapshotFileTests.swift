import Glibc
import InsynTestSupport
import Testing

/// `.save FILE.insyn` and what opens it.
@Suite struct SnapshotFileTests {
  private let questions = [
    "-c", "besök 2016", "-c", "flest per plats", "-c", "visa", "-c", "visa tal", "-c", "granska",
    "-c",
    "antal tal där plats = Visby", "-c", "källa besök", "-c", "antal tal per årr",
  ]

  private var place: Workplace {
    let files = checkedPackage.merging([
      "p/catalogue.iq": "låt \"flest\" = tal: antal tal där värde > 3\n",
      "p/granska.json": """
      {"rules": [{"rule": "r", "kind": "sum", "table": "tal", "where": {"år": "2016"},
        "plus": [{"where": {"plats": "Visby"}}, {"where": {"plats": "Hemse"}}],
        "equals": {"where": {"plats": "Gotland"}}, "grade": "unclear", "why": "en plats saknas"}]}
      """,
    ]) { $1 }
    return Workplace(files.mapValues { Array($0.utf8) })
  }

  /// What a snapshot answers is what the folder answered, definitions and rules among it.
  @Test func aSnapshotAnswersAsItsFolder() {
    let place = place
    defer { place.remove() }
    let saved = place.insyn(["--data", "p", "-c", ".spara s.insyn"])
    #expect(saved.code == 0 && saved.talk == "· sparat i s.insyn\n", "\(saved)")
    for arguments in [questions, ["--lang", "en"] + questions] {
      let folder = place.insyn(["--data", "p", "--keep-going"] + arguments)
      let snapshot = place.insyn(["--data", "s.insyn", "--keep-going"] + arguments)
      #expect(folder.out == snapshot.out && folder.code == snapshot.code)
      #expect(folder.talk == snapshot.talk)
      #expect(folder.out.contains("flest") && folder.out.contains("en plats saknas"))
    }
    let opened = place.insyn(["-c", ".öppna s.insyn", "-c", "flest per plats"])
    #expect(opened.out == place.insyn(["--data", "p", "-c", "flest per plats"]).out)
    #expect(place.names == ["p", "s.insyn"], "nothing else is left behind")
  }

  /// The reports themselves, and a snapshot of a snapshot.
  @Test func theReportsCanBeSaved() {
    let place = Workplace()
    defer { place.remove() }
    let question = ["-c", "andel barn i bidragsfamiljer per stadsdel 2016"]
    #expect(place.insyn(["-c", ".save a.insyn"]).code == 0)
    #expect(place.insyn(["--data", "a.insyn", "-c", ".save b.insyn"]).code == 0)
    #expect(place.text("a.insyn")?.isEmpty == false)
    #expect(place.insyn(["--data", "b.insyn"] + question).out == place.insyn(question).out)
    let same = place.shell("cmp a.insyn b.insyn")
    #expect(same.code == 0, "\(same)")
  }

  /// A file that is not sound is refused by its reason, and so is every answer from cells that are not.
  @Test(arguments: [
    (
      "head -c 100 s.insyn > t.insyn",
      "t.insyn: IN71: Ögonblicksbilden är avhuggen: slutet saknas.\n", 2
    ),
    (
      "head -c 5 s.insyn > t.insyn", "t.insyn: IN71: Filen är ingen ögonblicksbild från insyn.\n", 2
    ),
    (": > t.insyn", "t.insyn: IN71: Ögonblicksbilden är avhuggen: slutet saknas.\n", 2),
    (
      "(head -c 8 s.insyn; printf '\\001'; tail -c +10 s.insyn) > t.insyn",
      "t.insyn: IN71: Ögonblicksbilden har version 1, som den här insyn inte läser; spara den igen ur källorna.\n",
      2
    ),
    (
      "(head -c 60 s.insyn; printf 'X'; tail -c +62 s.insyn) > t.insyn",
      "t.insyn: IN71: Ögonblicksbilden är skadad: den är inte som den skrevs, och inga svar ges ur den.\n",
      2
    ),
    (
      "(head -c -60 s.insyn; printf 'X'; tail -c 59 s.insyn) > t.insyn",
      "IN71: Ögonblicksbilden är skadad: den är inte som den skrevs, och inga svar ges ur den.\n", 2
    ),
  ])
  func whatIsNotSoundIsRefused(line: String, said: String, code: Int32) {
    let place = place
    defer { place.remove() }
    #expect(place.insyn(["--data", "p", "-c", ".spara s.insyn"]).code == 0)
    #expect(place.shell(line).code == 0)
    let printed = place.insyn(["--data", "t.insyn", "-c", "böcker", "-c", "antal tal"])
    #expect(printed.talk == said)
    #expect(printed.out == "" && printed.code == code)
  }

  /// A disk without room, or a folder that is not there, leaves the old file and nothing beside it.
  @Test func aFullDiskLeavesTheOldFile() {
    let place = place
    defer { place.remove() }
    #expect(place.insyn(["--data", "p", "-c", ".spara s.insyn"]).code == 0)
    #expect(place.shell("cp s.insyn före").code == 0)
    let full = place.shell(
      "ulimit -f 2; exec \"$0\" \"$@\"", with: ["--data", "p", "-c", ".spara s.insyn"])
    #expect(
      full.talk == "IN72: Disken är full: filen \"s.insyn\" fick inte plats och är som den var.\n")
    #expect(full.code == 2)
    #expect(place.shell("cmp s.insyn före").code == 0)
    let nowhere = place.insyn(["--data", "p", "-c", ".spara ingenstans/s.insyn"])
    #expect(nowhere.talk == "IN48: Filen \"ingenstans/s.insyn\" går inte att skriva.\n")
    #expect(place.names == ["före", "p", "s.insyn"])
  }
}
