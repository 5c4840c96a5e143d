"""A page as a program reads it: the parts of its main, which a stream changes, and its forms."""
import html.parser


EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}


class Sheet(html.parser.HTMLParser):
    """A page as a program reads it: the parts of its main, and its forms."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.forms, self.parts, self.ids, self.links = [], [], [], []
        self.attributes = {}
        self._form = self._start = self._id = None
        self._depth = None
        self._label = None
        self._text = text
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(text)

    def _at(self):
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "body":
            self.attributes = known
        if tag == "a":
            self.links.append(known.get("href", ""))
        if self._depth == 0:
            self._start, self._id = self._at(), known.get("id")
        if tag in ("label", "legend"):
            self._label = ""
        if tag == "form":
            self._form = {"id": known.get("id"), "action": known.get("action"), "hidden": [],
                          "asked": {}, "kinds": {}, "optional": set(), "danger": False,
                          "encoding": known.get("enctype", "")}
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, known)
        if self._depth is not None and tag not in EMPTY:
            self._depth += 1
        if tag == "main":
            self._depth = 0

    def _field(self, tag, known):
        name = known.get("name")
        if tag == "button" and "danger" in known.get("class", ""):
            self._form["danger"] = True
        if tag == "option":
            kind, values = self._form["last"]
            values.append(known.get("value", ""))
        if name is None or tag not in ("input", "textarea", "select"):
            return
        kind = known.get("type", "text") if tag == "input" else tag
        if kind == "hidden":
            self._form["hidden"].append((name, known.get("value", "")))
            return
        values = self._form["asked"].setdefault(name, [])
        if name not in self._form["kinds"] and "(optional)" in (self._label or ""):
            self._form["optional"].add(name)
        self._form["kinds"][name] = kind
        self._form["last"] = (kind, values)
        if kind in ("radio", "checkbox"):
            # What is chosen from the start stands first.
            values.insert(0 if "checked" in known else len(values), known.get("value", ""))
            if "checked" in known:
                self._form.setdefault("chosen", {})[name] = known.get("value", "")

    def handle_data(self, data):
        if self._label is not None:
            self._label += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "main":
            self._depth = None
        if self._depth is None or tag in EMPTY:
            return
        self._depth -= 1
        if self._depth == 0 and self._id is not None:
            self.parts.append((self._id, self._text[self._start:self._at()] + f"</{tag}>"))

    def form(self, command, filled=None, asked=()):
        """The first form of a command in which these are filled, and these are asked."""
        wanted = {"command": command, **(filled or {})}
        for form in self.forms:
            hidden = dict(form["hidden"])
            if (all(hidden.get(name) == value for name, value in wanted.items())
                    and all(name in form["asked"] for name in asked)):
                return form
        return None
