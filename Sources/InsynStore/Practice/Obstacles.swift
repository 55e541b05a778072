/// Why a household needs assistance: the 23 codes of försörjningshinder, in the order of the code list.
struct Obstacle: Sendable {
  let value: String
  /// Of a thousand, how many households that get assistance for a short time and for long have it.
  let brief: Int
  let lasting: Int

  private init(_ value: String, _ brief: Int, _ lasting: Int) {
    (self.value, self.brief, self.lasting) = (value, brief, lasting)
  }

  /// About 46 percent unemployed and 11 percent for social reasons, as the country published for 2012.
  static let all = [
    Obstacle("arbetslös som väntar på ersättning", 95, 8),
    Obstacle("arbetslös med otillräcklig ersättning", 60, 40),
    Obstacle("arbetslös utan ersättning", 330, 355),
    Obstacle("sjukskriven som väntar på sjukpenning", 32, 5),
    Obstacle("sjukskriven med otillräcklig sjukpenning", 26, 30),
    Obstacle("sjukskriven utan sjukpenning", 70, 160),
    Obstacle("väntar på sjuk- eller aktivitetsersättning", 22, 15),
    Obstacle("otillräcklig sjuk- eller aktivitetsersättning", 30, 62),
    Obstacle("deltidsarbetande som väntar på inkomst", 14, 2),
    Obstacle("deltidsarbetande med otillräcklig inkomst", 40, 38),
    Obstacle("heltidsarbetande som väntar på inkomst", 34, 2),
    Obstacle("heltidsarbetande med otillräcklig inkomst", 20, 12),
    Obstacle("väntar på föräldrapenning", 34, 4),
    Obstacle("otillräcklig föräldrapenning", 38, 50),
    Obstacle("väntar på etableringsersättning", 26, 4),
    Obstacle("otillräcklig etableringsersättning", 16, 14),
    Obstacle("saknar etableringsersättning", 10, 12),
    Obstacle("väntar på pension", 200, 60),
    Obstacle("otillräcklig pension eller äldreförsörjningsstöd", 800, 940),
    Obstacle("arbetshinder av sociala skäl", 90, 140),
    Obstacle("saknar barnomsorg", 12, 8),
    Obstacle("ensamkommande ungdom i gymnasiet", 40, 60),
    Obstacle("utan försörjningshinder", 45, 12),
  ]

  /// Places in `all` of what only some households can have.
  static let parental: Set<Int> = [12, 13, 20]
  static let pension: Set<Int> = [17, 18]
  static let unaccompanied = 21
  /// What a household has instead of what it cannot have.
  static let unemployed = 2
}

/// The drawing of obstacles for households of each sort.
struct Obstacles: Sendable {
  private let brief: Lottery
  private let lasting: Lottery
  private let briefPension: Lottery
  private let lastingPension: Lottery

  init() {
    func lottery(_ weight: (Obstacle) -> Int, _ areOpen: (Int) -> Bool) -> Lottery {
      Lottery(Obstacle.all.enumerated().map { areOpen($0) ? weight($1) : 0 })
    }
    brief = lottery(\.brief) { !Obstacle.pension.contains($0) }
    lasting = lottery(\.lasting) { !Obstacle.pension.contains($0) }
    briefPension = lottery(\.brief) { Obstacle.pension.contains($0) }
    lastingPension = lottery(\.lasting) { Obstacle.pension.contains($0) }
  }

  /// An obstacle by its place in `Obstacle.all`.
  func draw(_ bits: UInt64, _ household: Household) -> Int {
    if household.age == Household.oldest {
      return household.isLasting ? lastingPension.draw(bits) : briefPension.draw(bits)
    }
    let drawn = household.isLasting ? lasting.draw(bits) : brief.draw(bits)
    if drawn == Obstacle.unaccompanied,
      household.age != Household.youngest || household.children > 0
    {
      return Obstacle.unemployed
    }
    if household.children == 0, Obstacle.parental.contains(drawn) { return Obstacle.unemployed }
    return drawn
  }
}
