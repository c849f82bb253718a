package shellcheck

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// report is what ShellCheck prints as json1, in which a tab is one column.
type report struct {
	Comments []struct {
		File      string `json:"file"`
		Line      int    `json:"line"`
		EndLine   int    `json:"endLine"`
		Column    int    `json:"column"`
		EndColumn int    `json:"endColumn"`
		Code      int    `json:"code"`
		Message   string `json:"message"`
	} `json:"comments"`
}

// unfit are the codes that say nothing about an instruction of a Dockerfile: the files that a script sources are in the image
// (SC1090, SC1091), and dash stands for ash (SC2187).
func unfit(code int) bool { return code == 1090 || code == 1091 || code == 2187 }

// read leads a report back to the inputs.
func read(out []byte, inputs []*input) ([]Finding, error) {
	var r report
	if err := json.Unmarshal(out, &r); err != nil {
		return nil, &Error{Reason: "it is not JSON"}
	}
	byName := make(map[string]*input, len(inputs))
	for i, in := range inputs {
		byName[name(i)] = in
	}
	var findings []Finding
	for _, c := range r.Comments {
		in := byName[c.File[strings.LastIndexByte(c.File, '/')+1:]]
		if in == nil {
			return nil, &Error{Reason: "it names another file"}
		}
		if unfit(c.Code) || in.silences(c.Code) || c.Code <= 0 {
			continue
		}
		span, ok := in.span(c.Line, c.Column, c.EndLine, c.EndColumn)
		if !ok {
			continue // it is about the lines in front
		}
		if len(findings) == maxFindings {
			return findings, &Error{Reason: fmt.Sprintf("it has more than %d findings", maxFindings)}
		}
		span = span.Visible()
		findings = append(findings, Finding{
			Code: "SC" + strconv.Itoa(c.Code), Message: sentence(c.Message), Span: span, Evidence: evidence(span), Subject: in.subject,
		})
	}
	return findings, nil
}

const maxEvidence = 80 // bytes

func evidence(span source.Span) string {
	text := span.FirstLine().Bytes()
	return strings.Join(strings.Fields(strings.ToValidUTF8(string(text[:min(len(text), maxEvidence)]), "?")), " ")
}

const maxMessage = 100 // characters

// sentence brings a message into the form of our own: in lower case, without a full stop, and of one line.
func sentence(message string) string {
	message = strings.TrimSuffix(strings.Join(strings.Fields(message), " "), ".")
	if utf8.RuneCountInString(message) > maxMessage {
		runes := []rune(message)
		message = string(runes[:maxMessage]) + "..."
	}
	first, size := utf8.DecodeRuneInString(message)
	second, _ := utf8.DecodeRuneInString(message[size:])
	if unicode.IsUpper(first) && unicode.IsLower(second) {
		message = string(unicode.ToLower(first)) + message[size:]
	}
	return message
}
