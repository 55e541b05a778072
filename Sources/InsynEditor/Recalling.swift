import InsynValue

/// Where somebody stands in the history who goes through what begins as her line did.
struct Recall {
  /// What had been typed before the first step back.
  var typed: String
  /// The place of what the line holds now, among all entries.
  var place: Int
  /// What was put into the line; another text there means that she has gone on typing.
  var shown: String
}

// The history on the arrows and on Ctrl-R.

extension LineEditor {
  func recallOlder(_ editline: Editline) -> Action.Outcome {
    let entries = history.entries
    let text = text
    let current = recall.flatMap { $0.shown == text ? $0 : nil }
    let typed = current?.typed ?? text
    let place = entries[..<(current?.place ?? entries.count)].lastIndex { entry in
      entry.utf8.starts(with: typed.utf8) && entry != text
    }
    guard let place else { return .refused }
    setLine(entries[place], editline)
    recall = Recall(typed: typed, place: place, shown: entries[place])
    return .changed
  }

  func recallNewer(_ editline: Editline) -> Action.Outcome {
    let text = text
    guard let current = recall, current.shown == text else { return .refused }
    let entries = history.entries
    let place = entries[(current.place + 1)...].firstIndex { entry in
      entry.utf8.starts(with: current.typed.utf8) && entry != text
    }
    if let place {
      setLine(entries[place], editline)
      recall = Recall(typed: current.typed, place: place, shown: entries[place])
    } else {
      setLine(current.typed, editline)
      recall = nil
    }
    return .changed
  }

  /// Looks for a text anywhere in the history, key by key, until a key that means something else.
  func searchHistory(_ editline: Editline) -> Action.Outcome {
    let (typed, cursor) = (text, editline.buffer.cursor)
    search = Search(history.entries)
    defer { search = nil }
    while true {
      let key = nextKey()
      switch key {
      case .scalar("\u{12}"), .special(.up): search?.older()
      case .scalar("\u{13}"), .special(.down): search?.newer()
      case .scalar("\u{08}"), .scalar("\u{7F}"): search?.shorten()
      case .scalar("\u{0C}"):
        clearScreen()
        continue
      case .scalar("\u{07}"), .special(.escape):
        setLine(typed, editline)
        editline.move(to: cursor)
        return .changed
      case .scalar(let scalar) where scalar.value >= 0x20: search?.extend(String(scalar))
      case .paste(let text): search?.extend(String(text.prefix { !$0.isNewline }))
      case .none: continue
      case .scalar, .special, .bound, .gone:
        keys.putBack(key)
        return .changed
      }
      setLine(search?.found ?? typed, editline)
      if search?.found == nil { editline.move(to: cursor) }
    }
  }
}
