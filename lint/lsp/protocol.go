package lsp

import "encoding/json"

// These are the parts of the Language Server Protocol, version 3.17, that the server speaks, by the names that they have there.

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type textRange struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   string    `json:"uri"`
	Range textRange `json:"range"`
}

type initializeParams struct {
	Capabilities          clientCapabilities `json:"capabilities"`
	InitializationOptions json.RawMessage    `json:"initializationOptions"`
}

// clientCapabilities are what decides something here.
type clientCapabilities struct {
	General struct {
		PositionEncodings []string `json:"positionEncodings"`
	} `json:"general"`
	TextDocument struct {
		Diagnostic *struct{} `json:"diagnostic"`
		Hover      struct {
			ContentFormat []string `json:"contentFormat"`
		} `json:"hover"`
		CodeAction struct {
			Literals *struct{} `json:"codeActionLiteralSupport"`
		} `json:"codeAction"`
	} `json:"textDocument"`
	Workspace struct {
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
			Snippets        bool `json:"snippetEditSupport"`
		} `json:"workspaceEdit"`
		Watched struct {
			Dynamic bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
		Diagnostics struct {
			Refresh bool `json:"refreshSupport"`
		} `json:"diagnostics"`
	} `json:"workspace"`
}

type initializeResult struct {
	Capabilities serverCapabilities `json:"capabilities"`
	ServerInfo   serverInfo         `json:"serverInfo"`
}

type serverInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type serverCapabilities struct {
	PositionEncoding   string            `json:"positionEncoding"`
	TextDocumentSync   syncOptions       `json:"textDocumentSync"`
	HoverProvider      bool              `json:"hoverProvider"`
	CodeActionProvider any               `json:"codeActionProvider"`
	DiagnosticProvider diagnosticOptions `json:"diagnosticProvider"`
	Workspace          workspaceOptions  `json:"workspace"`
}

type syncOptions struct {
	OpenClose bool `json:"openClose"`
	Change    int  `json:"change"`
	Save      bool `json:"save"`
}

const syncIncremental = 2

type codeActionOptions struct {
	Kinds []string `json:"codeActionKinds"`
}

type diagnosticOptions struct {
	Identifier            string `json:"identifier"`
	InterFileDependencies bool   `json:"interFileDependencies"`
	WorkspaceDiagnostics  bool   `json:"workspaceDiagnostics"`
}

type workspaceOptions struct {
	Folders folderOptions `json:"workspaceFolders"`
}

type folderOptions struct {
	Supported     bool `json:"supported"`
	Notifications bool `json:"changeNotifications"`
}

type documentID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"`
}

type didOpenParams struct {
	Document struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
		Text    string `json:"text"`
	} `json:"textDocument"`
}

type didChangeParams struct {
	Document documentID `json:"textDocument"`
	Changes  []change   `json:"contentChanges"`
}

// change replaces a range of a document, or all of it where there is no range.
type change struct {
	Range *textRange `json:"range,omitempty"`
	Text  string     `json:"text"`
}

type documentParams struct {
	Document documentID `json:"textDocument"`
}

type hoverParams struct {
	Document documentID `json:"textDocument"`
	Position position   `json:"position"`
}

type hover struct {
	Contents markup    `json:"contents"`
	Range    textRange `json:"range"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

type codeActionParams struct {
	Document documentID `json:"textDocument"`
	Range    textRange  `json:"range"`
	Context  struct {
		Only []string `json:"only"`
	} `json:"context"`
}

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []diagnostic   `json:"diagnostics,omitempty"`
	Preferred   bool           `json:"isPreferred,omitempty"`
	Edit        *workspaceEdit `json:"edit"`
}

type workspaceEdit struct {
	Changes         map[string][]textEdit `json:"changes,omitempty"`
	DocumentChanges []documentEdit        `json:"documentChanges,omitempty"`
}

type documentEdit struct {
	// Document has a version of null where the client has not opened it.
	Document documentID `json:"textDocument"`
	Edits    []textEdit `json:"edits"`
}

// textEdit replaces a range by a text, or by a snippet for clients that take such.
type textEdit struct {
	Range   textRange
	Text    string
	Snippet bool
}

// MarshalJSON implements json.Marshaler.
func (e textEdit) MarshalJSON() ([]byte, error) {
	if e.Snippet {
		return json.Marshal(struct {
			Range   textRange   `json:"range"`
			Snippet stringValue `json:"snippet"`
		}{e.Range, stringValue{"snippet", e.Text}})
	}
	return json.Marshal(struct {
		Range textRange `json:"range"`
		Text  string    `json:"newText"`
	}{e.Range, e.Text})
}

type stringValue struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

type publishParams struct {
	URI         string       `json:"uri"`
	Version     *int         `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

// report is the answer to a client that asks for diagnostics.
type report struct {
	Kind  string       `json:"kind"`
	Items []diagnostic `json:"items"`
}

type diagnostic struct {
	Range       textRange       `json:"range"`
	Severity    int             `json:"severity"`
	Code        string          `json:"code"`
	Description *description    `json:"codeDescription,omitempty"`
	Source      string          `json:"source"`
	Message     string          `json:"message"`
	Tags        []int           `json:"tags,omitempty"`
	Related     []related       `json:"relatedInformation,omitempty"`
	Data        *diagnosticData `json:"data,omitempty"`
}

type description struct {
	Href string `json:"href"`
}

type related struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

// diagnosticData names a finding for programs that read the diagnostics.
type diagnosticData struct {
	Rule    string `json:"rule"`
	Key     string `json:"key"`
	Fixable bool   `json:"fixable"`
}

// The severities and tags of diagnostics.
const (
	severityError       = 1
	severityWarning     = 2
	severityInformation = 3
	severityHint        = 4

	tagUnnecessary = 1
	tagDeprecated  = 2
)

type registration struct {
	ID      string `json:"id"`
	Method  string `json:"method"`
	Options any    `json:"registerOptions"`
}

type watcher struct {
	Pattern string `json:"globPattern"`
}

type watchedParams struct {
	Changes []struct {
		URI string `json:"uri"`
	} `json:"changes"`
}

type cancelParams struct {
	ID json.RawMessage `json:"id"`
}

type logParams struct {
	Type    int    `json:"type"`
	Message string `json:"message"`
}
