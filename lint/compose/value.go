package compose

import "github.com/plimsoll-lint/plimsoll/lint/source"

// Value is one setting: what Compose makes of it, whether that is certain, and where it was written.
//
// A setting is absent (Set is false), null (Set and Null), or there. Known says whether V is what a container will run
// with: it is false where a variable without a value takes part, and for an absent setting of a service of which a part
// was not read.
type Value[T any] struct {
	V     T
	Set   bool
	Null  bool
	Known bool

	at *origin
}

// origin says where a value came from. It is shared and not changed.
type origin struct {
	key     source.Text // the key, or zero in a list
	text    source.Text
	raw     source.Text
	span    source.Span
	missing []string
	shipped string
	related []source.Note
}

// nowhere is the origin of what is absent.
var nowhere origin

func (v Value[T]) origin() *origin {
	if v.at == nil {
		return &nowhere
	}
	return v.at
}

// Text is the value after interpolation. Parts that were not interpolated map to their own bytes, the others to the
// ${VAR} that they came from. What is missing stays as written. It is zero where the value is absent or no scalar.
func (v Value[T]) Text() source.Text { return v.origin().text }

// Raw is the value before interpolation.
func (v Value[T]) Raw() source.Text { return v.origin().raw }

// Span is where the service, or whatever it is a part of, gets the value from: as written there, or the alias or the
// value of the merge key that brings it. It is zero where the value is absent.
func (v Value[T]) Span() source.Span { return v.origin().span }

// Key is the key of the value, zero for the items of a list.
func (v Value[T]) Key() source.Text { return v.origin().key }

// Missing names the variables that decide the value and are set nowhere.
func (v Value[T]) Missing() []string { return v.origin().missing }

// Shipped is the text that Compose makes of the value if nobody sets the missing variables: they are empty then.
func (v Value[T]) Shipped() string { return v.origin().shipped }

// Related says how the value got there: the extends, the merge key or alias, the line of the .env file.
func (v Value[T]) Related() []source.Note { return v.origin().related }

// String is a setting that is a text.
type String = Value[string]

// List is a setting that is a list of texts.
type List struct {
	Items []String
	Set   bool
	Known bool // no item is missing because something was not read
	Span  source.Span
	Key   source.Text
}

// Entry is one of the keys with a value that environment, labels, build.args and others hold, in either form.
type Entry struct {
	Key source.Text
	// Value is what stands behind the key. Secrets are looked for in Value.Raw, which never shows what a .env file holds.
	Value String
	// Inherited is set for a key alone, which takes its value from the environment of Compose: Value is then that of the
	// .env file, or not set and not known.
	Inherited bool
	// Span is the whole entry.
	Span source.Span
}

// Entries is a setting that holds keys with values, each key once.
type Entries struct {
	Items []Entry
	Set   bool
	Known bool
	Span  source.Span
	Key   source.Text
}

// Get returns the entry of a key.
func (e Entries) Get(key string) (Entry, bool) {
	for _, i := range e.Items {
		if i.Key.Value == key {
			return i, true
		}
	}
	return Entry{}, false
}

// Command is a command, an entrypoint or the test of a healthcheck.
type Command struct {
	Set, Null bool
	Known     bool // that it is set, and to this
	// Shell reports whether it is written as one text. Compose splits that of command and entrypoint into words as a
	// shell would, but no shell runs it; that of a healthcheck is run by the shell of the image.
	Shell bool
	Text  String   // the text, where it is one
	Words []String // the words in either form; for a healthcheck's text none
	Span  source.Span
	Key   source.Text
}
