// Package apparmor reads AppArmor profiles, as far as it takes to tell what they let a container do.
//
// The language is that of apparmor.d(5). A file is read by itself: what it includes is not, so that an include makes unknown
// whatever it may decide. A rule of a kind that nothing asks about, such as dbus, is kept as its words.
package apparmor

import "github.com/plimsoll-lint/plimsoll/lint/source"

// File is one file of AppArmor profiles.
type File struct {
	Source *source.File
	// ABI is the feature set that the policy names, such as "abi/3.0"; without a value where it names none.
	ABI      source.Text
	Includes []Include // of the preamble
	Profiles []*Profile
	Comments []source.Text // what stands behind each "#" that says something
	Problems []source.Problem

	variables map[string]variable
}

// Include is one include of another file, which is not read.
type Include struct {
	Path     source.Text // as written, without quotes or brackets
	Magic    bool        // <path>, below /etc/apparmor.d
	IfExists bool
	Span     source.Span
}

// Profile is a profile, a profile inside another one, or a hat.
type Profile struct {
	File   *File
	Parent *Profile
	// Name is as in "docker-nginx". A profile that is named by what it attaches to has that for its name.
	Name source.Text
	// Attachment is the pattern of the programs that the kernel puts under the profile by itself. Containers need none.
	Attachment source.Text
	Flags      []source.Text
	Hat        bool
	Rules      []*Rule
	Includes   []Include
	Children   []*Profile
	// Span goes from the first word of the head to the closing brace, Head to the opening one.
	Span, Head source.Span
	// Closed says that the closing brace is there; End is its place.
	Closed bool
	End    int
}

// All returns the profiles with those inside them, each before its children.
func (f *File) All() []*Profile {
	var all []*Profile
	var add func(list []*Profile)
	add = func(list []*Profile) { // as deep as the parser read, which is bounded
		for _, p := range list {
			all = append(all, p)
			add(p.Children)
		}
	}
	add(f.Profiles)
	return all
}

// Top returns the outermost profile around this one.
func (p *Profile) Top() *Profile {
	for p.Parent != nil {
		p = p.Parent
	}
	return p
}

// FullName is the name that the kernel shows: parent//child.
func (p *Profile) FullName() string {
	if p.Parent == nil {
		return p.Name.Value
	}
	return p.Parent.FullName() + "//" + p.Name.Value
}

// Flag returns a flag of the head, or the zero text.
func (p *Profile) Flag(names ...string) source.Text {
	for _, flag := range p.Flags {
		for _, name := range names {
			if flag.Value == name {
				return flag
			}
		}
	}
	return source.Text{}
}
