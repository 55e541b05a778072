import InsynValue

/// How many households get assistance in each district and month, and which slots they follow each other in.
///
/// A district with 153 households in a month has 153 slots, each of which one household holds at a time; so
/// every total of a month is exact, whatever the seed, and each slot can be made by itself.
struct Schedule: Sendable {
  /// The first year of practice data.
  static let firstYear = 2015

  let seed: UInt64
  let districts: [District]
  /// Months from January of the first year; the last may lack some of its households.
  let monthCount: Int
  /// Households of each district and month.
  let counts: [[Int]]
  let slots: [Slot]
  /// The first row of each slot among the household months, and behind the last one their number.
  let firstRows: [Int]
  /// Of a thousand households that there would be in the whole city, how many there are.
  let scale: Int

  var rowCount: Int { firstRows[slots.count] }
  var yearCount: Int { (monthCount + 11) / 12 }

  init(_ practice: Practice) {
    seed = practice.seed
    switch practice.size {
    case .reports:
      districts = District.inner
      scale = 1000
      counts = districts.map { district in (0..<36).map { Schedule.households(district, $0) } }
    case .months(let wanted):
      districts = District.all
      (counts, scale) = Schedule.counts(wanted)
    }
    monthCount = counts[0].count
    var slots: [Slot] = []
    var firstRows = [0]
    for (index, district) in districts.enumerated() {
      let made = Schedule.slots(
        district, index, counts[index], seed: practice.seed, isWhole: scale == 1000)
      let months = Schedule.months(counts[index])
      for slot in made { firstRows.append((firstRows.last ?? 0) + months[slot.number]) }
      slots += made
    }
    (self.slots, self.firstRows) = (slots, firstRows)
  }

  // MARK: households of a month

  /// Households of a district in a month: the year's average, leaning from one year to the next, with more
  /// in spring and fewer in summer; what is added in one month is taken in another of the same year.
  static func households(_ district: District, _ month: Int) -> Int {
    let averages = district.households
    let year = min(month / 12, averages.count)
    func average(_ year: Int) -> Int { averages[min(max(year, 0), averages.count - 1)] }
    let change = average(year + 1) - average(year - 1)
    let lean = year == 0 || year == averages.count - 1 ? 2 * change : change
    let drift = (2 * (month % 12) - 11) * lean / 48
    let wave = [0, 1, 1, 1, 0, -1, -1, -1, 0, 1, 0, -1][month % 12] * (average(year) / 50)
    return average(year) + drift + wave
  }

  /// The counts of a wanted number of household months, exactly, and their scale in thousandths: the
  /// whole city for as many months as it takes, or a part of it for three years.
  private static func counts(_ wanted: Int) -> (counts: [[Int]], scale: Int) {
    func city(_ month: Int) -> [Int] { District.all.map { households($0, month) } }
    let threeYears = (0..<36).map { city($0).reduce(0, +) }
    let whole = threeYears.reduce(0, +)
    var months: [[Int]] = []
    if wanted < whole {
      // Fewer than one for each month stand close together.
      let shares = shared(wanted, Array(threeYears.prefix(wanted)))
      months = shares.enumerated().map { month, count in shared(count, city(month)) }
    } else {
      var left = wanted
      while left > 0 {
        let all = city(months.count)
        let count = min(left, all.reduce(0, +))
        left -= count
        months.append(shared(count, all))
      }
    }
    let counts = District.all.indices.map { district in months.map { $0[district] } }
    return (counts, min(1000, max(1, 1000 * wanted / whole)))
  }

  /// A number shared out by weights, exactly; the same for the same weights.
  static func shared(_ count: Int, _ weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    var (before, given) = (0, 0)
    return weights.map { weight in
      before += weight
      let share = (count * before + sum / 2) / sum - given
      given += share
      return share
    }
  }

  /// How many months each slot of a district is held: slot 0 whenever there is a household at all.
  private static func months(_ counts: [Int]) -> [Int] {
    var months = [Int](repeating: 0, count: (counts.max() ?? 0) + 1)
    for count in counts { months[count] += 1 }
    // From the months with exactly so many households to those with more than so many.
    var held = 0
    for number in months.indices.reversed() {
      let here = months[number]
      months[number] = held
      held += here
    }
    return months
  }
}
