package main

import (
	"encoding/json"
	"strings"
)

// Images is images.json.
type Images struct {
	Source     string
	Commit     string
	Date       string
	Images     []Image
	Supported  map[string][]string `json:"supported_tags"`
	Prefixes   []string            `json:"official_prefixes"`
	Removed    map[string]Removal  `json:"removed_images"`
	Deprecated map[string]Notice   `json:"deprecated_images"`
	Other      []Group
}

// Image is an image of library/.
type Image struct {
	Image  string
	Groups []Group
	ByHand []Group `json:"by_hand"`
}

// Removal says when an image left the list.
type Removal struct {
	Removed string
	Instead []string
}

// Notice says that an image is deprecated, as a whole or in part.
type Notice struct {
	Whole   bool
	Why     string
	Instead []string
}

// Group is a set of tags with the same facts. A field that is nil was absent.
type Group struct {
	Image       string
	Tags        []string
	User        json.RawMessage // a string, or null: never set
	UID         *int
	Users       map[string]*int
	Drops       *bool    `json:"drops_privileges"`
	DropsTo     string   `json:"drops_to"`
	DropsWith   string   `json:"drops_with"`
	IfDefault   bool     `json:"drops_if_default_command"`
	IfCaps      []string `json:"drops_if_caps"`
	Workers     string
	Entrypoint  json.RawMessage // a list or a string
	Cmd         json.RawMessage
	Exposes     *[]string
	Volumes     *[]string
	Healthcheck *bool
	Shell       string
	OS          string
	UnknownBase string          `json:"unknown_base"`
	NotRead     string          `json:"entrypoint_not_read"`
	Read        json.RawMessage // an object, or a name
	Confidence  string
	SameAs      string `json:"same_as"`
	Caps        *[]Need
	Writable    *[]Need
	Note        string
}

// Need is a capability that a start needs, or a path that it writes to. In Other it is its name alone.
type Need struct {
	Cap, Path       string
	Because, Unless string
	Maybe           bool
}

// UnmarshalJSON reads both forms.
func (n *Need) UnmarshalJSON(data []byte) error {
	type plain Need
	if data[0] != '"' {
		return json.Unmarshal(data, (*plain)(n))
	}
	var name string
	err := json.Unmarshal(data, &name)
	if n.Cap = name; strings.HasPrefix(name, "/") {
		n.Cap, n.Path = "", name
	}
	return err
}

// Support is eol.json.
type Support struct {
	Source   string
	Commit   string
	Date     string
	Products []Product
}

// Product is a product of endoflife.date that ships as images.
type Product struct {
	Product string
	Title   string
	Images  []string
	Cycles  []Cycle
}

// Cycle is a release line. EOL and EOES are a date, or a boolean where none is published.
type Cycle struct {
	Cycle    string
	EOL      json.RawMessage
	EOES     json.RawMessage
	Codename string
}

// EndedTags is image_tags_ended.json: image -> tag -> month.
type EndedTags struct {
	Source string
	Commit string
	Date   string
	Ended  map[string]map[string]string `json:"ended_tags"`
}
