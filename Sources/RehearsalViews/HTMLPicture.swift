import RehearsalCore

/// A tree as a picture that needs no script. How a place stands is seen by its pattern as well as
/// its colour, and both are explained in words above it.
struct HTMLPicture {
  private let picture: Block.Picture
  private let scale: PictureScale
  private let id: String

  /// - Parameter id: what the ids of its patterns begin with; nothing else in the document has it
  init(_ picture: Block.Picture, id: String) {
    self.picture = picture
    self.id = id
    scale = PictureScale(picture)
  }

  /// The picture with its caption, in a region that scrolls by itself where it is too large.
  ///
  /// - Parameters:
  ///   - caption: the id of the finding
  ///   - summary: the id of the sentence below it
  ///   - heading: the id of the heading that it stands under, which tells it from other pictures
  func figure(captioned caption: String, _ summary: String, under heading: String?) -> HTML {
    let region = heading.map { "\($0) \(caption)" } ?? caption
    let (width, height) = (scale.width, scale.height)
    return #"""
      <figure><figcaption id="\#(caption)">\#(Visible.name(picture.title))</figcaption>
      <p id="\#(summary)">\#(picture.summary)</p>
      <p>\#(rule)</p>
      <ul class="key" role="list">
      \#(meanings)</ul>
      <div class="scroll" role="region" aria-labelledby="\#(region)" tabindex="0">
      <svg viewBox="0 0 \#(width) \#(height)" width="\#(width)" height="\#(height)" role="img" \#
      aria-labelledby="\#(caption) \#(summary)" focusable="false">
      <defs>\#(used.map { pattern($0) })</defs>
      \#(HTML(scale.boxes.map { box($0) }, separator: "\n"))
      </svg></div></figure>

      """#
  }

  /// How to read it.
  private var rule: String {
    let words =
      "Each block stands to the right of whoever is above it. The more \(picture.unit) its branch "
      + "has, the taller it is"
    return words + (scale.isToScale ? "." : "; large groups are drawn smaller than they are.")
  }

  // MARK: - How a place stands

  private var used: [Status] {
    let statuses = scale.boxes.compactMap(\.place.status.status)
    return Status.allCases.filter { statuses.contains($0) }
  }

  /// What each pattern means, for those that are in the picture.
  private var meanings: [HTML] {
    picture.key.filter { used.contains($0.status) }.map { meaning in
      #"""
      <li><svg width="20" height="20" aria-hidden="true" focusable="false">\#
      <rect class="edge" width="20" height="20" fill="\#(fill(meaning.status))"></rect></svg> \#
      \#(meaning.words)</li>

      """#
    }
  }

  private func name(_ status: Status) -> String { "\(id).\(status.rawValue)" }

  private func fill(_ status: Status) -> HTML { "url(#\(name(status)))" }

  private func pattern(_ status: Status) -> HTML {
    #"""
    <pattern id="\#(name(status))" class="look-\#(status.rawValue)" width="8" height="8" \#
    patternUnits="userSpaceOnUse"><rect class="tint" width="8" height="8"></rect>\#
    <path d="\#(HTMLPicture.strokes(status))"></path></pattern>
    """#
  }

  /// Each pattern is told from the others without its colour, in a place of eight units too.
  private static func strokes(_ status: Status) -> HTML {
    switch status {
    case .done: "M0 1H8M0 3H8M0 5H8M0 7H8"
    case .underWay: "M-2 2L2 -2M0 8L8 0M6 10L10 6"
    case .atRisk: "M2 4H5"
    case .late: "M0 4H8"
    case .problem: "M0 0L8 8M0 8L8 0"
    case .neutral: ""
    }
  }

  // MARK: - Places

  /// How much of a place its pattern takes, and where its name begins and ends.
  private static let (band, before, after) = (14, 20, 6)
  /// How far lines are apart, and how wide a letter is taken to be.
  private static let (leading, letter) = (17, 8)

  /// What does not fit is cut off at the edge of its place: an element of its own does that.
  private func box(_ box: PictureScale.Box) -> HTML {
    let status = box.place.status.status ?? .neutral
    return #"""
      <svg class="look-\#(status.rawValue)" x="\#(box.x)" y="\#(box.y)" width="\#(scale.column)" \#
      height="\#(box.height)"><title>\#(box.place.words)</title>\#
      <rect class="tint edge" width="100%" height="100%"></rect>\#
      <rect class="edge" width="\#(HTMLPicture.band)" height="100%" \#
      fill="\#(fill(status))"></rect>\#
      \#(label(box))</svg>
      """#
  }

  /// The name where there is room for it, and how it stands where there is room for that as well.
  private func label(_ box: PictureScale.Box) -> [HTML] {
    let room = max(1, (box.height - 4) / HTMLPicture.leading)
    guard box.height >= PictureScale.line else { return [] }
    let columns = (scale.column - HTMLPicture.before - HTMLPicture.after) / HTMLPicture.letter
    let name = Columns.wrap(Visible.name(box.place.name), to: columns)
    var lines = Array(name.prefix(room))
    if name.count > room {
      lines[room - 1] = HTMLPicture.cut(lines[room - 1], to: columns)
    } else {
      let status = Columns.wrap(box.place.status.words, to: columns)
      if name.count + status.count <= room { lines += status }
    }
    let first = min(HTMLPicture.leading, (box.height + 10) / 2)
    return lines.enumerated().map { row, words in
      let kind: HTML = row < name.count ? "" : #" class="how""#
      let y = first + row * HTMLPicture.leading
      return #"<text\#(kind) x="\#(HTMLPicture.before)" y="\#(y)">\#(words)</text>"#
    }
  }

  /// The text with a mark that says there is more of it.
  private static func cut(_ text: String, to columns: Int) -> String {
    var kept = text
    while Columns.width(kept) >= columns { kept.removeLast() }
    return kept + "…"
  }
}
