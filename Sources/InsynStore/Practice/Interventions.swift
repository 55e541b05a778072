/// A kind of intervention: how common it is, how long it lasts and how it ends.
struct Intervention: Sendable {
  /// Participants of which a report says the same.
  struct Group: Sendable {
    let women: Int
    let men: Int
    /// How they left; nil where the report does not say, then one of the other ways.
    let reason: String?

    init(_ women: Int, _ men: Int, _ reason: String? = nil) {
      (self.women, self.men, self.reason) = (women, men, reason)
    }
  }

  /// A value of insatstyp.
  let name: String
  /// Participants for a thousand households of a month.
  let frequency: Int
  /// Of a hundred participants.
  let women: Int
  /// Values of avslutsorsak with their weights; those that VB 2016 counts come first.
  let reasons: [(value: String, weight: Int)]
  let days: ClosedRange<Int>
  /// What VB 2016 says of Kungsholmen, Norrmalm and Östermalm.
  let published: [[Group]]

  /// The weights of its reasons without those that VB 2016 counts.
  var uncounted: [Int] {
    let counted = Set(published.joined().compactMap(\.reason))
    return reasons.map { counted.contains($0.value) ? 0 : $0.weight }
  }

  static let all = [
    Intervention(
      name: "AR", frequency: 125, women: 43,
      reasons: [
        ("egen försörjning", 283), ("arbete", 60), ("studier", 90), ("Försäkringskassan", 140),
        ("flyttat", 120), ("avbrutit", 307),
      ], days: 90...540,
      published: [
        [Group(1, 4, "egen försörjning"), Group(6, 6)],
        [Group(0, 6, "egen försörjning"), Group(8, 5)],
        [Group(2, 2, "egen försörjning"), Group(6, 7)],
      ]),
    Intervention(
      name: "OSA", frequency: 113, women: 42,
      reasons: [
        ("arbete", 146), ("studier", 21), ("Försäkringskassan", 42), ("flyttat", 21),
        ("avbrutit", 470), ("slutat söka försörjningsstöd", 300),
      ], days: 180...720,
      published: [
        [
          Group(1, 1, "arbete"), Group(0, 1, "Försäkringskassan"), Group(0, 1, "flyttat"),
          Group(5, 7),
        ],
        [Group(1, 2, "arbete"), Group(1, 0, "studier"), Group(6, 8)],
        [Group(1, 1, "arbete"), Group(1, 0, "Försäkringskassan"), Group(5, 6)],
      ]),
    Intervention(
      name: "Stockholmsjobb", frequency: 40, women: 35,
      reasons: [("arbete", 400), ("studier", 150), ("avbrutit", 250), ("egen försörjning", 200)],
      days: 120...365, published: [[Group(2, 5)], [Group(3, 3)], [Group(1, 3)]]),
    Intervention(
      name: "feriejobb", frequency: 300, women: 52, reasons: [("studier", 960), ("avbrutit", 40)],
      days: 14...28, published: [[Group(114, 105)], [Group(90, 82)], [Group(104, 96)]]),
    Intervention(
      name: "praktik", frequency: 71, women: 80,
      reasons: [("arbete", 350), ("studier", 250), ("avbrutit", 400)], days: 30...120,
      published: [[Group(8, 1)], [Group(13, 1)], [Group(4, 3)]]),
    Intervention(
      name: "bointensivt stöd", frequency: 35, women: 45,
      reasons: [
        ("förstahandskontrakt", 140), ("andrahandskontrakt", 140), ("bostad via annan insats", 140),
        ("egen försörjning", 60), ("inneboendekontrakt", 60), ("slutat söka försörjningsstöd", 140),
        ("flyttat", 120), ("avbrutit", 200),
      ], days: 60...360,
      published: [
        [
          Group(1, 0, "förstahandskontrakt"), Group(0, 1, "andrahandskontrakt"),
          Group(1, 0, "egen försörjning"), Group(1, 1),
        ],
        [
          Group(0, 1, "förstahandskontrakt"), Group(1, 0, "bostad via annan insats"),
          Group(0, 1, "slutat söka försörjningsstöd"), Group(1, 1),
        ],
        [
          Group(0, 1, "andrahandskontrakt"), Group(0, 1, "bostad via annan insats"),
          Group(1, 0, "inneboendekontrakt"), Group(1, 0, "slutat söka försörjningsstöd"),
          Group(0, 1),
        ],
      ]),
    Intervention(
      name: "budget- och skuldrådgivning", frequency: 90, women: 50,
      reasons: [
        ("skuldsanering beviljad", 170), ("avslag på skuldsanering", 90), ("egen försörjning", 300),
        ("flyttat", 140), ("avbrutit", 300),
      ], days: 60...400, published: []),
  ]
}
