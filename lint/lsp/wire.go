package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxMessage bounds a message. A document of project.MaxFileSize is far below it, however its characters are escaped.
const maxMessage = 64 << 20

// maxHeader bounds a line in front of a message.
const maxHeader = 4096

// message is a request, a notification or a response.
type message struct {
	Version string           `json:"jsonrpc"`
	ID      *json.RawMessage `json:"id,omitempty"`
	Method  string           `json:"method,omitempty"`
	Params  json.RawMessage  `json:"params,omitempty"`
	Result  json.RawMessage  `json:"result,omitempty"`
	Error   *wireError       `json:"error,omitempty"`
}

// wireError is the error of a response.
type wireError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (e *wireError) Error() string { return e.Message }

// The codes of JSON-RPC and of the protocol.
const (
	codeParse          = -32700
	codeInvalidRequest = -32600
	codeNoMethod       = -32601
	codeInvalidParams  = -32602
	codeInternal       = -32603
	codeNotInitialized = -32002
	codeCancelled      = -32800
)

// errTooLarge says that a message was passed over.
var errTooLarge = errors.New("a message is larger than the server reads")

// reader takes messages from a stream, each behind a header that says how long it is.
type reader struct{ in *bufio.Reader }

// read returns the bytes of the next message. After errTooLarge the stream stands behind the message that was passed over;
// any other error is the end of it.
func (r *reader) read() ([]byte, error) {
	length := int64(-1)
	for first := true; ; first = false {
		line, err := r.line()
		if err != nil {
			if first && errors.Is(err, io.EOF) && line == "" {
				return nil, io.EOF
			}
			return nil, fmt.Errorf("cannot read a header: %w", err)
		}
		if line == "" {
			break
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, errors.New("a header has no colon")
		}
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if length, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64); err != nil || length < 0 {
				return nil, errors.New("a header has a length that is none")
			}
		}
	}
	if length < 0 {
		return nil, errors.New("a header has no length")
	}
	if length > maxMessage {
		if _, err := io.CopyN(io.Discard, r.in, length); err != nil {
			return nil, err
		}
		return nil, errTooLarge
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r.in, body); err != nil {
		return nil, fmt.Errorf("a message is cut short: %w", err)
	}
	return body, nil
}

// line returns a line of a header without its end.
func (r *reader) line() (string, error) {
	var line []byte
	for len(line) < maxHeader {
		c, err := r.in.ReadByte()
		if err != nil {
			return string(line), err
		}
		if c == '\n' {
			return strings.TrimSuffix(string(line), "\r"), nil
		}
		line = append(line, c)
	}
	return "", errors.New("it is too long")
}

// writer puts messages on a stream, from any goroutine and in the order in which they were given. Nobody waits for the client to read: one
// that itself waits to be read would wait forever.
type writer struct {
	out io.Writer

	mu     sync.Mutex
	more   sync.Cond
	queue  [][]byte
	closed bool
	done   chan struct{}
}

func newWriter(out io.Writer) *writer {
	w := &writer{out: out, done: make(chan struct{})}
	w.more.L = &w.mu
	return w
}

func (w *writer) write(m message) error {
	m.Version = "2.0"
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.closed {
		w.queue = append(w.queue, append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(body)), body...))
		w.more.Signal()
	}
	return nil
}

// run writes until the writer is closed and all is written, or the stream fails.
func (w *writer) run() error {
	defer close(w.done)
	for {
		w.mu.Lock()
		for len(w.queue) == 0 && !w.closed {
			w.more.Wait()
		}
		queue := w.queue
		w.queue = nil
		w.mu.Unlock()
		if len(queue) == 0 {
			return nil
		}
		for _, m := range queue {
			if _, err := w.out.Write(m); err != nil {
				w.mu.Lock()
				w.queue, w.closed = nil, true
				w.mu.Unlock()
				return err
			}
		}
	}
}

// lastWords is how long a client that leaves may take to read what is left.
const lastWords = time.Second

// close takes no more messages, and waits for those that are there.
func (w *writer) close() {
	w.mu.Lock()
	w.closed = true
	w.more.Signal()
	w.mu.Unlock()
	select {
	case <-w.done:
	case <-time.After(lastWords):
	}
}
