/// A place among a district's households, held by one household at a time.
///
/// Its kind never changes, so how many households of each kind there are in a month is exact too. In a
/// year of which it is *held* one household has it for ten months or more, in any other year none has.
struct Slot: Sendable {
  /// The district's place in the schedule.
  let district: Int
  /// Its place in the district: it is taken in months with more households than this.
  let number: Int
  let kind: Kind
  let isWoman: Bool
  let children: Int
  /// Where in the turn of held years and others it begins; nil for one that is never held.
  let turn: Turn?

  struct Turn: Sendable {
    /// Fractions of 2^64: where 2015 lies in the round, and how much of the round is held.
    let phase: UInt64
    let held: UInt64
    /// How far a year moves in the round: 0,11.
    static let year: UInt64 = 2_029_141_848_108_050_677

    func isHeld(_ year: Int) -> Bool { phase &+ UInt64(year) &* Turn.year < held }
  }
}

extension Schedule {
  /// The slots of a district. Those that are taken in every month have kinds in exact proportions, and
  /// exactly the wanted number of adults of each gender hold theirs through a year.
  static func slots(
    _ district: District, _ index: Int, _ counts: [Int], seed: UInt64, isWhole: Bool
  ) -> [Slot] {
    var draws = Draws(Draws.key(seed, UInt64(index), 1))
    let most = counts.max() ?? 0
    // The last month of a wanted number may be cut short.
    let always = counts.dropLast(counts.count > 1 ? 1 : 0).min() ?? 0
    var people = draws.shuffled(composition(district, always))
    for _ in always..<max(most, always) {
      guard let kind = Kind(rawValue: draws.pick(district.kinds)) else { continue }
      people.append(
        Person(
          kind: kind, isWoman: isWoman(kind, draws.below(20)),
          children: kind.hasChildren ? district.families[draws.below(district.families.count)] : 0))
    }
    let turns = turns(Array(people.prefix(always)), district, isWhole: isWhole)
    return people.enumerated().map { number, person in
      Slot(
        district: index, number: number, kind: person.kind, isWoman: person.isWoman,
        children: person.children, turn: number < always ? turns[number] : nil)
    }
  }

  private struct Person {
    let kind: Kind
    let isWoman: Bool
    let children: Int
  }

  /// Of couples eleven in twenty applications are the man's; of unknown households half.
  private static func isWoman(_ kind: Kind, _ twentieth: Int) -> Bool {
    switch kind {
    case .man, .manWithChildren: false
    case .woman, .womanWithChildren: true
    case .couple, .coupleWithChildren: twentieth % 20 >= 11
    case .unknown: twentieth % 2 == 0
    }
  }

  /// So many households of the district's kinds, in its proportions.
  private static func composition(_ district: District, _ count: Int) -> [Person] {
    var people: [Person] = []
    var families = 0
    for (kind, number) in zip(Kind.allCases, shared(count, district.kinds)) {
      for place in 0..<number {
        // Seven is prime to twenty: the genders of a few are mixed as those of many.
        people.append(
          Person(
            kind: kind, isWoman: isWoman(kind, place * 7),
            children: kind.hasChildren ? district.families[families % district.families.count] : 0))
        families += kind.hasChildren ? 1 : 0
      }
    }
    return people
  }

  /// The turns of slots that are always taken. Those of one gender and one size stand evenly around the
  /// round, so that the same number of them is held in every year.
  private static func turns(
    _ people: [Person], _ district: District, isWhole: Bool
  ) -> [Slot.Turn?] {
    var turns = [Slot.Turn?](repeating: nil, count: people.count)
    for isWoman in [true, false] {
      let own = people.indices.filter { people[$0].isWoman == isWoman }
      let pairs = own.filter { people[$0].kind.adults == 2 }
      let singles = own.filter { people[$0].kind.adults == 1 }
      let adults = singles.count + 2 * pairs.count
      if adults == 0 { continue }
      // In the city four adults in five of a month hold their slot through the year.
      var held = adults * 77 / 100
      if isWhole, let lasting = district.lasting {
        held = min(isWoman ? lasting.women : lasting.men, adults)
      }
      let heldPairs = min(held * pairs.count / adults, pairs.count)
      let heldSingles = min(held - 2 * heldPairs, singles.count)
      for (places, held) in [(pairs, heldPairs), (singles, heldSingles)] where held > 0 {
        let distance = UInt64.max / UInt64(places.count)
        for (index, place) in places.enumerated() {
          turns[place] = Slot.Turn(
            phase: UInt64(index) &* distance,
            held: held == places.count ? .max : UInt64(held) &* distance)
        }
      }
    }
    return turns
  }
}
