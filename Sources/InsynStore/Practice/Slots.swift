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

  /// Slots of one gender and one size stand evenly around a round that moves on every year; those that
  /// stand in its first part are held.
  struct Turn: Sendable {
    /// Where the slot stands in 2015, in fractions of 2^64.
    let phase: UInt64
    /// How far apart two slots stand, and how many there are.
    let distance: UInt64
    let count: Int
    /// How many are held in 2015, 2016, and in 2017 and about then.
    let held: [Int]

    /// How far a year moves the round: 0,11.
    private static let year: UInt64 = 2_029_141_848_108_050_677

    func isHeld(_ year: Int) -> Bool {
      let held = heldCount(year)
      return held == count || phase &+ UInt64(year) &* Turn.year < UInt64(held) &* distance
    }

    /// After 2017 a twentieth more or less, from year to year.
    private func heldCount(_ year: Int) -> Int {
      let usual = held[min(year, held.count - 1)]
      if year < held.count { return usual }
      return min(max(usual + usual * (year * 7 % 11 - 5) / 100, 0), count)
    }
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

  /// The turns of slots that are always taken: how many of them are held in a year is exact.
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
      // In the city three adults in four of a month hold their slot through the year.
      var wanted = [78, 77, 76].map { adults * $0 / 100 }
      if isWhole, let lasting = district.lasting {
        wanted = lasting.map { min(isWoman ? $0.women : $0.men, adults) }
      }
      let heldPairs = wanted.map { min($0 * pairs.count / adults, pairs.count) }
      let heldSingles = zip(wanted, heldPairs).map { min($0 - 2 * $1, singles.count) }
      for (places, held) in [(pairs, heldPairs), (singles, heldSingles)] where !places.isEmpty {
        let distance = UInt64.max / UInt64(places.count)
        // Families stand apart, so that as large a part of them is held in every year.
        let alike = places.sorted { people[$0].children < people[$1].children }
        let step = stride(throughAll: places.count)
        for (index, place) in alike.enumerated() {
          turns[place] = Slot.Turn(
            phase: UInt64(index * step % places.count) &* distance, distance: distance,
            count: places.count, held: held)
        }
      }
    }
    return turns
  }

  /// Steps of about 0,618 of a round that meet each of so many places once.
  private static func stride(throughAll count: Int) -> Int {
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    var step = max(1, count * 618 / 1000)
    while divisor(step, count) > 1 { step += 1 }
    return step
  }
}
