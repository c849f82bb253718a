package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxCarried bounds how many COPY --from are tried for one path.
const maxCarried = 1000

// Carried returns how a path that a transfer brings into a stage gets into what ships: nil where the stage itself ships, else
// the COPY --from that takes the path, or a folder around it, on. It reports false where it does not ship, or where that is
// not known.
func (u *Unit) Carried(t *Transfer, name string, known bool) (via *Transfer, ok bool) {
	if u.Ships(t.At.Stage()) {
		return nil, true
	}
	if !known || t.At.OnBuild() {
		return nil, false
	}
	left := maxCarried
	return u.carried(t.At, name, &left)
}

func (u *Unit) carried(at dockerfile.Instruction, name string, left *int) (via *Transfer, ok bool) {
	if !path.IsAbs(name) {
		return nil, false
	}
	for i := range u.Transfers() {
		t := &u.transfers[i]
		if *left--; *left < 0 {
			return nil, false
		}
		if t.From == "" || t.At.OnBuild() || t.At.Index() <= at.Index() {
			continue
		}
		from := u.Dockerfile.Stage(t.From)
		if !u.builtOn(from, at.Stage()) || u.deleted(at, from, name) {
			continue
		}
		for n := range t.Paths {
			target, known, ok := t.lands(n, name)
			if !ok {
				continue
			}
			if u.Ships(t.At.Stage()) {
				return t, true
			}
			if known {
				if _, ok := u.carried(t.At, target, left); ok {
					return t, true
				}
			}
		}
	}
	return nil, false
}

// Carries returns the hop of a finding about what a COPY --from takes on; none for nil.
func (t *Transfer) Carries() []source.Note {
	if t == nil {
		return nil
	}
	return []source.Note{{Span: t.At.Span().FirstLine(), Message: "taken on into the image here"}}
}

// builtOn reports whether a stage is another one, or is built on it.
func (u *Unit) builtOn(stage, base *dockerfile.Stage) bool {
	if stage == nil || base == nil || len(u.Builds) == 0 {
		return false
	}
	im := u.Builds[0].Image(stage)
	return im != nil && slices.Contains(im.Chain(), base)
}

// lands returns where a file or folder of another stage comes to lie that a source takes along, and whether that is known. It
// reports false for what the source does not take.
func (t *Transfer) lands(i int, name string) (target string, known, ok bool) {
	p := t.Paths[i]
	if !p.Known || p.Value == "" || strings.Contains(p.Value, "://") {
		return "", false, false
	}
	src := path.Clean("/" + p.Value)
	if strings.ContainsAny(src, `*?[\`) {
		if strings.Contains(src, "**") {
			return "", false, false
		}
		head := prefix(name, strings.Count(src, "/"))
		if ok, err := path.Match(src, head); err != nil || !ok {
			return "", false, false
		}
		src = head
	}
	rest, ok := strings.CutPrefix(name+"/", strings.TrimSuffix(src, "/")+"/")
	if !ok || t.excludes(strings.TrimPrefix(src, "/"), strings.TrimPrefix(name, "/")) {
		return "", false, false
	}
	if c, isCopy := t.At.(*dockerfile.Copy); isCopy && c.Parents {
		return "", false, true
	}
	if rest == "" && t.Folder {
		rest = path.Base(name) // a folder's content is copied without its name, but then nobody asks for it alone
	}
	return path.Join(t.Target, rest), t.Known, true
}

// prefix returns the first n elements of an absolute path.
func prefix(name string, n int) string {
	end := 0
	for range n {
		next := strings.IndexByte(name[min(end+1, len(name)):], '/')
		if next < 0 {
			return name
		}
		end += next + 1
	}
	return name[:end]
}

// Lands returns where a file of the build context comes to lie that a source takes along, and whether that is known.
func (t *Transfer) Lands(i int, file string) (target string, known bool) {
	if src, ok := t.Local(i); !ok || src == "." {
		return path.Join(t.Target, file), ok && t.Known
	}
	target, known, ok := t.lands(i, "/"+file)
	return target, known && ok
}

// deleted reports whether a RUN behind an instruction, in its stage or on the way to another one, deletes a path of the image.
func (u *Unit) deleted(at dockerfile.Instruction, stage *dockerfile.Stage, name string) bool {
	for _, c := range u.Commands("rm", "unlink", "shred") {
		if c.Run.Index() > at.Index() && u.builtOn(stage, c.Run.Stage()) && u.deletes(&c, name) {
			return true
		}
	}
	return false
}
