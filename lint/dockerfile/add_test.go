package dockerfile

import "testing"

func TestKindOfSource(t *testing.T) {
	for word, want := range map[string]SourceKind{
		"":                                   AnyFile,
		".":                                  PlainFile,
		"..":                                 PlainFile,
		"src/":                               PlainFile,
		"src":                                AnyFile,
		"app.jar":                            PlainFile,
		"a.tar/b.conf":                       PlainFile,
		"a.zip":                              PlainFile,
		"*.py":                               PlainFile,
		"dist/*":                             AnyFile,
		"a.*":                                AnyFile,
		"a.tar":                              Archive,
		"A.TAR.GZ":                           Archive,
		"*.tgz":                              Archive,
		"a.tar.zst":                          Archive,
		"a.Z":                                Archive,
		"HTTP://x/a":                         Address,
		"https://github.com/a/b.git#v1:docs": Repository,
		"https://x/a.git?ref=v1":             Repository,
		"git@github.com:a/b.git":             Repository,
		"deploy@corp.example:a/b":            Repository,
		"git://x/a":                          Repository,
		"./a@b:c":                            AnyFile,
		"node_modules/@types":                AnyFile,
	} {
		if got := KindOfSource(word); got != want {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
}
