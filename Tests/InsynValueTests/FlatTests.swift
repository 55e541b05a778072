import InsynValue
import Testing

/// Lists and texts that were written ahead, and values that are made late.
@Suite struct FlatTests {
  @Test func listsAndTextsComeBack() {
    let lists = [[], [1, 2, 3], [Int(UInt32.max)], []]
    let texts = ["", "Årsta", "é", "österrike", "zebra"]
    var writer = FlatWriter()
    writer.put(lists)
    writer.put(texts)
    writer.put([[Int]]())
    writer.put([String]())
    writer.put([[7]])
    writer.bytes.withUnsafeBytes { bytes in
      var reader = FlatReader(bytes)
      let (readLists, readTexts) = (reader.lists(), reader.texts())
      #expect(readLists.count == lists.count)
      for index in lists.indices { #expect(readLists[index] == lists[index]) }
      #expect(readLists[1, 2] == 3)
      #expect((0..<readTexts.count).map { readTexts[$0] } == texts)
      #expect(reader.lists().count == 0)
      #expect(reader.texts().index(of: "") == nil)
      #expect(reader.lists()[0, 0] == 7)
    }
  }

  @Test func textsAreFoundByTheirBytes() {
    let texts = ["zebra", "ål", "a", "ab", "öl", "å", ""].sorted()
    var writer = FlatWriter()
    writer.put(texts)
    writer.bytes.withUnsafeBytes { bytes in
      var reader = FlatReader(bytes)
      let read = reader.texts()
      for (index, text) in texts.enumerated() { #expect(read.index(of: text) == index) }
      for text in ["b", "ö", "ölet", " "] { #expect(read.index(of: text) == nil) }
    }
  }

  @Test func aLateValueIsMadeOnce() {
    let late = Late { "made" }
    #expect(late.made == nil)
    #expect(late.value == "made")
    #expect(late.made == "made")
  }
}
