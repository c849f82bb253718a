package source

// Problem is something in a file that a model could not read, or could not use. A problem never ends the reading: the
// model holds whatever else was understood.
type Problem struct {
	Kind    ProblemKind
	Span    Span
	Message string // lower case, no full stop, below 100 characters where it can be
	Key     string // identity within the file that depends on neither prose nor line, such as "services.web.prots"
	Related []Note
	// Mending are edits after which the problem is gone, where that is certain, and Title says what they do.
	Title   string
	Mending []Edit
}

// Note is a further place that explains a problem or a finding.
type Note struct {
	Span    Span
	Message string
}

// ProblemKind classes problems; each kind is reported by one rule.
type ProblemKind int

// The kinds of problems.
const (
	Malformed     ProblemKind = iota // the file breaks its language's grammar: no tool reads it
	Refused                          // well-formed, but the program that reads it (BuildKit, Compose) refuses it
	UnknownName                      // an instruction, flag or key that does not exist
	Unread                           // a coverage gap: something that was not read, so nothing is known of it
	Unparsed                         // text in another language inside the file, such as shell, that its grammar does not take
	HiddenControl                    // bidirectional or control characters that make text look other than it is
)
