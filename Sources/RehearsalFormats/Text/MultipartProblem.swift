/// Why a `multipart/form-data` body cannot be taken. The words of each are for whoever sent it.
package enum MultipartProblem: Error, Hashable, Sendable {
  /// The request says that its body is something else.
  case otherType(String)
  /// The request does not say what divides its parts, or says something impossible.
  case badBoundary
  /// The body does not begin with the first boundary.
  case noBeginning
  /// The line of a boundary goes on with something else.
  case badDelimiter
  /// The body ends before the last boundary.
  case cutOff
  /// Something stands behind the last boundary.
  case trailing
  /// The lines before a part's content are longer than this many bytes.
  case headersTooLong(Int)
  /// A line before a part's content that is no header.
  case badHeader
  /// A header that stands twice in one part.
  case headerTwice(String)
  /// A part that does not say which field of a form it is.
  case noName
  /// A name of a field or of a file that is not plain text.
  case badName
  /// A name of a field or of a file of more than this many bytes.
  case nameTooLong(Int)
  /// A file name that is written in the way of `filename*`.
  case extendedName
  /// A file with content and without a name.
  case unnamedFile(String)
  /// A part whose bytes are not sent as they are.
  case encoded(String)
  /// The value of a field that is no text in UTF-8.
  case badText(String)
  /// More parts than this.
  case tooManyParts(Int)
  /// The value of a field is longer than this many bytes.
  case valueTooLong(String, Int)
  /// All values together are longer than this many bytes.
  case valuesTooLong(Int)
  /// A file of more than this many bytes.
  case fileTooLong(String, Int)

  /// What is wrong and what to do, in whole sentences.
  package var words: String {
    switch self {
    case .otherType(let type):
      "This form takes multipart/form-data, and was sent \"\(type)\". Send it again from its page."
    case .badBoundary:
      "The form does not say what divides its parts: 1 to 70 plain characters as boundary= in "
        + "Content-Type. Send it again from its page."
    case .noBeginning:
      "The form does not begin with its boundary. Send it again from its page."
    case .badDelimiter:
      "Something follows a boundary of the form on its line. Use a boundary that no file contains."
    case .cutOff: "The form broke off before its end. Send it again."
    case .trailing: "Something follows the end of the form. Send it again from its page."
    case .headersTooLong(let most):
      "The lines before one part of the form have more than \(most) bytes. Shorten the file's name."
    case .badHeader:
      "A line before one part of the form is no header. Send it again from its page."
    case .headerTwice(let name):
      "\(name) stands twice before one part of the form. Send it again from its page."
    case .noName:
      "One part of the form does not name its field: it needs the line Content-Disposition: "
        + "form-data; name=\"…\"."
    case .badName:
      "The name of a field or file is not plain text in UTF-8. Give the file another name."
    case .nameTooLong(let most):
      "The name of a field or file has more than \(most) bytes. Give the file a shorter name."
    case .extendedName: "A file is named by filename*=, which forms do not use. Use filename=."
    case .unnamedFile(let field):
      "The file for \"\(field)\" has no name. Give it one, or choose none."
    case .encoded(let encoding):
      "One part of the form is sent as \"\(encoding)\". Send its bytes as they are."
    case .badText(let field):
      "What stands in \"\(field)\" is not text in UTF-8. Type it again."
    case .tooManyParts(let most):
      "The form has more than \(most) parts. Send fewer files at once."
    case .valueTooLong(let field, let most):
      "What stands in \"\(field)\" has more than \(most) bytes. Shorten it, or add it as a "
        + "document."
    case .valuesTooLong(let most):
      "What was typed has more than \(most) bytes altogether. Shorten it, or add it as a document."
    case .fileTooLong(let file, let most):
      "\"\(file)\" has more than \(most) bytes, the most that is taken here. Send a smaller file."
    }
  }
}
