import InsynValue

/// What `förklara IN07` says: the mistake in one line, the way out, and lines that run.
package struct Explanation: Hashable, Sendable {
  package let title: String
  package let text: String
  package let examples: [String]
}

/// The explanation of a code; nil for a number that no message bears.
package func explanation(_ code: Code, _ tongue: Tongue) -> Explanation? {
  guard let lesson = lessons.first(where: { $0.number == code.number }) else { return nil }
  return Explanation(
    title: lesson.title[tongue], text: lesson.text[tongue],
    examples: lesson.examples.map { $0[tongue] })
}

/// Every code that has an explanation, in order.
package let explainedCodes: [Code] = lessons.map { Code($0.number) }

private let lessons: [Lesson] =
  namesAndSplits + rulesOfQuestions + filesAndSessions + commandsOfTheShell

/// An explanation in both languages.
struct Lesson {
  let number: Int
  let title: Title
  let text: Title
  let examples: [Title]

  init(_ number: Int, _ title: Title, _ text: Title, _ examples: Title...) {
    self.number = number
    self.title = title
    self.text = text
    self.examples = examples
  }
}
