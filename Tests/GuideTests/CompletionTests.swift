import InsynEditor
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// A place of a line and what is offered there first.
struct Position: Sendable, CustomTestStringConvertible {
  let line: String
  let first: [String]
  var testDescription: String { line }

  init(_ line: String, _ first: String...) {
    self.line = line
    self.first = first
  }
}

private let swedish = [
  Position(
    "bidr", "bidragshushåll ", "bidragskostnad per månad ", "bidragstid per AR-deltagare ",
    "bidragshandläggare "),
  Position("ekonomi: ", "avvikelse ", "bokfört ", "budget ", "förändring "),
  Position(
    "ins", "insatser som behöver förstärkas ", "inskrivningsgrad i förskolan ", "Instagramföljare ",
    "inskrivna barn 1-3 år i familjedaghem "),
  Position("för", "föreningar ", "föreningar med bidrag ", "föreningsbidrag ", "föreningsguider "),
  Position("andel barn i bidr", "bidragsfamiljer "),
  Position("antal ", "indikatorer ", "nyckeltal ", "ekonomi ", "insatser "),
  Position("summa ", "avvikelse ", "barn ", "belopp ", "bokfört "),
  Position("snitt ", "barn ", "belopp ", "invånare ", "månader "),
  Position("andel ", "( ", "barnhushåll ", "långvariga hushåll ", "missat "),
  Position("unika ", "aktivitet ", "avslutsorsak ", "boende ", "dokument "),
  Position("antal insatser ", "per ", "där ", "mot ", "x "),
  Position("sjukfrånvaron ", "per ", "där ", "mot ", "x "),
  Position("indikatorer ", "där ", "mot ", "med ", "sortera "),
  Position("antal insatser per ", "stadsdel ", "kön ", "period ", "år "),
  Position("antal insatser per stadsdel x ", "kön ", "period ", "år ", "insatstyp "),
  Position("antal insatser, bidragshushåll per ", "stadsdel ", "kön ", "period ", "år "),
  Position("antal insatser per s", "stadsdel ", "kön "),
  Position("antal insatser där ", "stadsdel ", "kön ", "period ", "år "),
  Position("indikatorer där ", "missat ", "uppfyllt ", "stadsdel ", "kön "),
  Position("antal insatser där inte ", "stadsdel ", "kön ", "period ", "år "),
  Position("antal insatser där kön ", "= ", "!= ", "innehåller ", "saknas "),
  Position("indikatorer där utfall ", "= ", "!= ", "< ", "<= "),
  Position("antal insatser där period ", "= ", "!= ", "< ", "<= "),
  Position("antal insatser där kön = ", "kvinnor ", "män ", "båda ", "( "),
  Position("antal insatser där avslutsorsak = e", "egen försörjning ", "eget boende ", "arbete "),
  Position("antal insatser i ", "2019 ", "2018 ", "T1 2017 ", "Q1 2017 "),
  Position("antal insatser i n", "Norra innerstaden ", "Norrmalm ", "KNÖ "),
  Position("sjukfrånvaron mot ", "årsmål ", "\"KF:s årsmål\" ", "i fjol ", "föregående "),
  Position("antal insatser 2016 mot ", "i fjol ", "föregående ", "2019 ", "2018 "),
  Position("indikatorer mot ", "årsmål ", "\"KF:s årsmål\" ", "föregående ", "prognos "),
  Position("bidragshushåll mot ", "i fjol ", "föregående ", "2019 ", "2019-12 "),
  Position("indikatorer med ", "utfall ", "föregående ", "prognos ", "årsmål "),
  Position(
    "antal insatser per stadsdel sortera ", "stadsdel ", "antal insatser ", "antal ", "summa "),
  Position("antal insatser per stadsdel topp ", "5 ", "10 ", "3 "),
  Position("antal insatser per stadsdel som ", "andel av ", "staplar ", "linje "),
  Position("antal insatser per stadsdel som andel av ", "kolumnen ", "totalen "),
  Position("antal insatser per stadsdel x kön som andel av ", "raden ", "kolumnen ", "totalen "),
  Position(
    "antal insatser där insatstyp = \"s", "\"skyddat boende\" ", "\"Stockholmsjobb\" ",
    "\"stödsamtal\" ", "\"budget- och skuldrådgivning\" "),
  Position("indikatorer där enhet = kr", "kr/mån ", "mnkr ", "tkr "),
  Position(
    "visa sjukf", "Sjukfrånvaro ", "Sjukfrånvaro dag 1-14 ", "sjukfrånvaro per månad på enheten ",
    "sjukfrånvaron "),
  Position("förkl", "förklara "),
  Position(
    "antal hushal", "hushåll ", "hushållsmånader ", "hushåll med barn ",
    "hushåll med långvarigt bistånd "),
  Position("antal insatser end", "endast ", "skyddat boende ", "bointensivt stöd ", "båda "),
  Position(".h", ".hjälp", ".historik", ".help", ".history"),
  Position(".s", ".sluta", ".spara", ".språk", ".save"),
  Position("granska där ", "regel ", "slag ", "grad ", "dokument "),
  Position("antal insatser per stadsdel # per "),
]

private let english = [
  Position(
    "chil", "child welfare investigations reviewed ", "children aged 1-3 in family day care ",
    "children aged 1-3 in preschool ", "children aged 4-5 in family day care "),
  Position("count ", "indicators ", "figures ", "economy ", "interventions "),
  Position("count interventions ", "by ", "where ", "vs ", "x "),
  Position("count interventions by ", "district ", "gender ", "period ", "year "),
  Position(
    "count interventions by district x ", "gender ", "period ", "year ",
    "type of intervention "),
  Position("count interventions where gender = ", "women ", "men ", "both ", "( "),
  Position("count interventions where gender = kv", "women "),
  Position("sick leave vs ", "annual target ", "council target ", "last year ", "previous "),
  Position("indicators where ", "met ", "missed ", "district ", "gender "),
  Position(
    "share of chil", "children in families with economic assistance ",
    "children in benefit families ", "households with children "),
  Position("count interventions by st", "district "),
  Position("count interventions on", "only "),
]

@Suite struct CompletionTests {
  @Test(arguments: swedish) func swedishPlaces(position: Position) {
    #expect(Array(guide().offered(position.line).prefix(4)) == position.first)
  }

  @Test(arguments: english) func englishPlaces(position: Position) {
    #expect(Array(guide(.en).offered(position.line).prefix(4)) == position.first)
  }
}
