package image

import (
	"errors"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Use is a place that names an image.
type Use struct {
	// Ref is the reference, when Known.
	Ref Ref
	// Text is the reference as written or, where variables were replaced, as it came out.
	Text source.Text
	// Kind says what the image is used for.
	Kind UseKind
	// Known says that the whole of Text is known and that it is a reference.
	Known bool
	// Problem says why a text that is known is not a reference.
	Problem *Error
}

// NewUse reads the reference of a use. Known says whether all variables in the text have values.
func NewUse(text source.Text, kind UseKind, known bool) Use {
	use := Use{Text: text, Kind: kind}
	if !known {
		return use
	}
	ref, err := Parse(text)
	if err != nil {
		errors.As(err, &use.Problem)
		return use
	}
	use.Ref, use.Known = ref, true
	return use
}

// UseKind says what an image is used for.
type UseKind int

// The uses of images.
const (
	From           UseKind = iota // FROM in a Dockerfile
	CopyFrom                      // COPY --from
	MountFrom                     // RUN --mount=from
	SyntaxFrontend                // # syntax=, which runs in the builder
	ComposeImage                  // image of a Compose service
	BuildContext                  // docker-image:// in additional_contexts
)

// String returns the use as people write it.
func (k UseKind) String() string {
	switch k {
	case From:
		return "FROM"
	case CopyFrom:
		return "COPY --from"
	case MountFrom:
		return "RUN --mount"
	case SyntaxFrontend:
		return "# syntax"
	case ComposeImage:
		return "image"
	case BuildContext:
		return "additional_contexts"
	}
	return "image"
}
