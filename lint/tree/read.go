package tree

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// reader turns the nodes of the YAML library into located ones.
type reader struct {
	stream  *Stream
	limits  Limits
	places  *places
	anchors map[string]*Node // the last node with each anchor
	grown   int              // nodes that aliases add
	tokens  []token          // all leaves, in order
}

// token is the bytes of a leaf; comments lie between tokens, and in the first line of a block scalar.
type token struct {
	start, end int
	block      bool
}

var errDepth = errors.New("nested too deeply")

// CheckDepth and CheckAlias make the reader a limits plugin of the YAML library.
func (r *reader) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > r.limits.Depth {
		return errDepth
	}
	return nil
}

// CheckAlias allows all: nothing is expanded while nodes are made.
func (r *reader) CheckAlias(_, _ int) error { return nil }

func (r *reader) read() {
	content := r.places.content
	if at := versionDirective(content); at >= 0 {
		// The library refuses versions that it does not know. As a comment the line does no harm.
		end := lineAt(content, at).end
		r.stream.problem(source.Malformed, at, end, "directive", "this version of YAML is unknown; remove the line")
		content = bytes.Clone(content)
		content[at] = '#'
	}
	loader, err := yaml.NewLoader(bytes.NewReader(content), yaml.WithPlugin(r, aliases{r}))
	if err != nil {
		r.stream.Complete = false
		r.stream.problem(source.Unread, 0, 0, "yaml", "file cannot be read as YAML")
		return
	}
	for {
		var doc yaml.Node
		if err := loader.Load(&doc); err != nil {
			if !errors.Is(err, io.EOF) {
				r.stream.Complete = false
				r.failed(err)
			}
			return
		}
		clear(r.anchors)
		for _, root := range doc.Content {
			n, _ := r.node(root)
			r.stream.Docs = append(r.stream.Docs, n)
		}
	}
}

// versionDirective returns the offset of a %YAML directive at the start of the file that names neither 1.1 nor 1.2, or -1.
func versionDirective(c []byte) int {
	at := 0
	if bytes.HasPrefix(c, []byte("\xef\xbb\xbf")) {
		at = 3
	}
	for at < len(c) {
		l := lineAt(c, at)
		text := bytes.TrimSpace(c[l.start:l.end])
		if version, ok := bytes.CutPrefix(text, []byte("%YAML")); ok {
			if v := string(bytes.TrimSpace(version)); v == "1.1" || v == "1.2" || strings.ContainsAny(v, " \t") {
				return -1
			}
			return at
		}
		if len(text) > 0 && text[0] != '#' || l.next == l.end {
			return -1
		}
		at = l.next
	}
	return -1
}

// aliases is a plugin that lets the library go on behind an alias without an anchor.
type aliases struct{ r *reader }

func (a aliases) NewAliasDataContext(yaml.AliasDataServices) (yaml.AliasDataContext, error) {
	return &aliasContext{r: a.r}, nil
}

type aliasContext struct {
	r       *reader
	anchors map[string]*yaml.Node
}

func (c *aliasContext) BeginDocument() error { c.anchors = map[string]*yaml.Node{}; return nil }
func (c *aliasContext) EndDocument() error   { return nil }

func (c *aliasContext) DefineAnchor(name string, node *yaml.Node) error {
	c.anchors[name] = node
	return nil
}

func (c *aliasContext) ResolveAlias(name string) (*yaml.Node, bool, error) {
	if n, ok := c.anchors[name]; ok {
		return n, true, nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}, true, nil
}

// failed reports an error of the library at its place.
func (r *reader) failed(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		r.stream.problem(source.Malformed, 0, 0, "yaml", "file cannot be read as YAML")
		return
	}
	at := r.places.at(load.Mark.Line, load.Mark.Column)
	if strings.Contains(load.Message, errDepth.Error()) {
		r.stream.problem(source.Unread, at, at+1, "depth",
			fmt.Sprintf("file is nested too deeply: more than %d levels are not read", r.limits.Depth))
		return
	}
	var next byte
	if at < len(r.places.content) {
		next = r.places.content[at]
	}
	message, opened := phrase(load.Message, load.ContextMsg, next)
	end := at + 1
	var notes []source.Note
	if opened && load.ContextMark.Line > 0 {
		notes = []source.Note{{Span: r.stream.File.Span(at, at), Message: "read up to here"}}
		at = r.places.at(load.ContextMark.Line, load.ContextMark.Column)
		end = at + 1
	}
	if breakLen(r.places.content, at) > 0 || at >= len(r.places.content) {
		end = at
	}
	r.stream.problem(source.Malformed, at, end, "yaml", message, notes...)
}

// phrase puts an error of the library into the words of plimsoll. opened says that the place to show is that at which
// the construct begins, as the library notices its end missing only much later. next is the byte at the error.
func phrase(message, context string, next byte) (text string, opened bool) {
	switch {
	case strings.Contains(message, "unexpected end of stream") && strings.Contains(context, "quoted scalar"):
		return "quote is not closed", true
	case strings.Contains(message, "found unexpected document indicator"):
		return "quote is not closed before the document ends", true
	case strings.Contains(message, "did not find expected ',' or ']'"):
		return "list is not closed: no ',' or ']' follows an item", true
	case strings.Contains(message, "did not find expected ',' or '}'"):
		return "mapping is not closed: no ',' or '}' follows an entry", true
	case strings.Contains(context, "flow") && strings.Contains(message, "did not find expected node content"):
		return "list or mapping is not closed", true
	case strings.Contains(message, "cannot start any token") && next != '\t':
		return "this character cannot begin a value; quote the value", false
	case strings.Contains(message, "cannot start any token"), strings.Contains(message, "tab character"):
		return "a tab may not indent; use spaces", false
	case strings.Contains(message, "could not find expected ':'"):
		return "key is not followed by ':'", true
	case strings.Contains(message, "invalid Unicode character escape"):
		return "escape names half a character, which is not allowed", false
	case strings.Contains(message, "mapping values are not allowed"):
		return "a second ':' on the line: quote the value, or indent the key", false
	case strings.Contains(message, "did not find expected key"):
		return "no key found here: check the indentation and quotes", false
	case strings.Contains(message, "did not find expected '-' indicator"):
		return "no list item found here: check the indentation", false
	}
	return "not YAML: " + message, false
}

// node locates one node and all below it. It returns the offset behind it.
func (r *reader) node(y *yaml.Node) (*Node, int) {
	start := r.places.at(y.Line, y.Column)
	if y.Kind == yaml.AliasNode {
		return r.alias(y, start)
	}
	n := &Node{Tag: y.Tag, Tagged: y.Style&yaml.TaggedStyle != 0, Anchor: y.Anchor, size: 1, open: true}
	if n.Anchor != "" {
		r.anchors[n.Anchor] = n
	}
	at := start
	if n.Tagged || n.Anchor != "" || y.Tag == "!" {
		var props int
		props, at = r.properties(start, y)
		n.Properties = r.stream.File.Span(start, props)
		if y.Kind == yaml.ScalarNode && y.Value == "" && y.Style&^yaml.TaggedStyle == 0 {
			at = props // nothing follows
		}
		r.tokens = append(r.tokens, token{start: start, end: props})
	}
	var end int
	switch y.Kind {
	case yaml.MappingNode:
		end = r.mapping(n, y, at)
	case yaml.SequenceNode:
		end = r.sequence(n, y, at)
	default:
		n.Style = scalarStyle(y.Style)
		n.Text, end = r.scalar(y, n.Style, at)
		n.Span = n.Text.Span
	}
	n.open = false
	return n, end
}

func scalarStyle(s yaml.Style) Style {
	switch {
	case s&yaml.SingleQuotedStyle != 0:
		return SingleQuoted
	case s&yaml.DoubleQuotedStyle != 0:
		return DoubleQuoted
	case s&yaml.LiteralStyle != 0:
		return Literal
	case s&yaml.FoldedStyle != 0:
		return Folded
	}
	return Plain
}

func (r *reader) alias(y *yaml.Node, start int) (*Node, int) {
	end := min(start+1+len(y.Value), len(r.places.content))
	r.tokens = append(r.tokens, token{start: start, end: end})
	span := r.stream.File.Span(start, end)
	null := &Node{Tag: "!!null", Span: span, Text: source.Placed("", span), size: 1}
	target, ok := r.anchors[y.Value]
	name := clip(y.Value)
	switch {
	case !ok:
		r.stream.problem(source.Malformed, start, end, "alias."+name, fmt.Sprintf("anchor %q is unknown", name))
		return null, end
	case target.open:
		note := source.Note{Span: target.Properties, Message: "the anchor is here"}
		r.stream.problem(source.Malformed, start, end, "alias."+name, fmt.Sprintf("anchor %q contains itself", name), note)
		return null, end
	case r.grown+target.size > r.limits.Nodes:
		if r.grown <= r.limits.Nodes {
			r.stream.problem(source.Unread, start, end, "aliases",
				fmt.Sprintf("aliases grow too large: they stand for more than %d values", r.limits.Nodes))
		}
		r.grown, r.stream.Complete = r.limits.Nodes+1, false
		return null, end
	}
	r.grown += target.size
	n := *target
	n.Span, n.Properties, n.Anchor, n.Target = span, source.Span{}, "", target
	return &n, end
}

// clip cuts a name for a message.
func clip(name string) string {
	if len(name) > 60 {
		return strings.ToValidUTF8(name[:57], "") + "..."
	}
	return name
}

func (r *reader) sequence(n *Node, y *yaml.Node, at int) int {
	n.Kind, n.Style = Sequence, Block
	n.Items = make([]*Node, 0, len(y.Content))
	end := at
	if y.Style&yaml.FlowStyle != 0 {
		n.Style = Flow
		end++
	}
	for _, item := range y.Content {
		child, stop := r.node(item)
		n.Items = append(n.Items, child)
		n.size += child.size
		end = max(end, stop)
	}
	if n.Style == Flow {
		end = r.close(end, ']')
	} else if len(n.Items) == 0 || end == at {
		end = at + 1
	}
	n.Span = r.stream.File.Span(at, end)
	return end
}

func (r *reader) mapping(n *Node, y *yaml.Node, at int) int {
	n.Kind, n.Style = Mapping, Block
	n.Pairs = make([]Pair, 0, len(y.Content)/2)
	end, braces := at, false
	if y.Style&yaml.FlowStyle != 0 {
		n.Style = Flow
		// `[a: b]` holds a mapping without braces, which begins where its key does.
		first := len(y.Content) > 0 && y.Content[0].Line == y.Line && y.Content[0].Column == y.Column
		if braces = !first; braces {
			end++
		}
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, stop := r.node(y.Content[i])
		end = max(end, stop)
		value, stop := r.node(y.Content[i+1])
		end = max(end, stop)
		n.Pairs = append(n.Pairs, Pair{key, value})
		n.size += key.size + value.size
		if i == 0 && !braces {
			at = key.Whole().Start
		}
	}
	if braces {
		end = r.close(end, '}')
	}
	r.duplicates(n)
	n.Span = r.stream.File.Span(at, end)
	return end
}

// close returns the offset behind the bracket that ends a collection in flow style, looking from behind its last value.
func (r *reader) close(at int, bracket byte) int {
	c := r.places.content
	for i := at; i < len(c); i++ {
		switch b := c[i]; b {
		case bracket:
			return i + 1
		case ' ', '\t', ',', ':', '?', '\n', '\r':
		case '#':
			for i+1 < len(c) && breakLen(c, i+1) == 0 {
				i++
			}
		default:
			n := breakLen(c, i)
			if n == 0 {
				return at
			}
			i += n - 1
		}
	}
	return at
}

// duplicates reports keys that stand twice. Quotes and escapes do not make another key. A merge key may stand twice.
func (r *reader) duplicates(n *Node) {
	var seen map[string]*Node
	if len(n.Pairs) > 16 {
		seen = make(map[string]*Node, len(n.Pairs))
	}
	for i, p := range n.Pairs {
		k := p.Key
		if k.Kind != Scalar || p.IsMerge() {
			continue
		}
		var first *Node
		if seen != nil {
			if first = seen[k.Text.Value]; first == nil {
				seen[k.Text.Value] = k
			}
		} else if j := slices.IndexFunc(n.Pairs[:i], func(o Pair) bool {
			return o.Key.Kind == Scalar && !o.IsMerge() && o.Key.Text.Value == k.Text.Value
		}); j >= 0 {
			first = n.Pairs[j].Key
		}
		if first != nil {
			n.repeated = true
			name := clip(k.Text.Value)
			r.stream.problem(source.Malformed, k.Span.Start, k.Span.End, "duplicate."+name,
				fmt.Sprintf("key %q stands twice in one mapping; remove one", name),
				source.Note{Span: first.Span, Message: "it stands here first"})
		}
	}
}
