import RehearsalCore

/// Something to do: what, why, by when, and a form for each way to do it.
///
/// The usual way stands open, unless it is for later. Another one that asks nothing is one more
/// button; one that asks something unfolds, so that a phone shows what there is to do and not what
/// might be typed.
struct HTMLOffer {
  private let offer: Offer
  private let id: String
  private let target: FormTarget?

  init(_ offer: Offer, id: String, target: FormTarget?) {
    self.offer = offer
    self.id = id
    self.target = target
  }

  func html(_ ids: inout ElementIDs) -> HTML {
    let title = ids.claim("\(id).title")
    var forms: [HTML] = []
    for (index, form) in offer.forms.enumerated() {
      let formID = ids.claim("\(id).\(index + 1)")
      let html = HTMLForm(form, id: formID, target: target, .element(title)).html(&ids)
      let asks = !form.fields.isEmpty || form.takesFile
      let isOpen = !asks || index == 0 && offer.urgency != .later
      forms.append(
        isOpen
          ? "\(html)\n"
          : "<details>\n<summary>\(form.button)</summary>\n\(html)\n</details>\n")
    }
    let why: HTML =
      offer.why.isEmpty ? "" : #"<div class="why">\#(HTMLBlocks.paragraphs(offer.why))</div>\#n"#
    let times: [HTML] = offer.times.isEmpty ? [] : [HTMLBlocks.facts(offer.times, id: nil), "\n"]
    return #"""
      <section class="offer offer-\#(offer.urgency.rawValue)" id="\#(id)" \#
      aria-labelledby="\#(title)">
      <h3 id="\#(title)">\#(Visible.name(offer.title))</h3>
      \#(why)\#(times)\#(forms)</section>
      """#
  }
}

extension Offer {
  /// When it is due and how long it has waited, where that is known.
  var times: [Block.Fact] {
    [due.map { Block.Fact("Due", .moment($0)) }, since.map { Block.Fact("Since", .moment($0)) }]
      .compactMap { $0 }
  }
}
