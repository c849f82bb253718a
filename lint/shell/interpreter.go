package shell

import "strings"

// Interpreter returns the language of the scripts that the command's program runs: "sh" for the shells, "python",
// "perl", "ruby", "node", "php", "lua", "fish", "pwsh"; "" for any other program.
func (c *Command) Interpreter() string { return interpreter(c.Name) }

// program is how an interpreter was called.
type program struct {
	opts  Options
	text  int  // index in Words of the script given as text, -1 for none
	file  int  // index of the script's file
	stdin bool // the script is read from the standard input
}

// program reads an interpreter's words; ok is false for other programs.
func (c *Command) program() (p program, ok bool) {
	kind := interpreter(c.Name)
	if kind == "" {
		return p, false
	}
	words := c.Words
	if kind == "sh" {
		words = plusAsMinus(words)
	}
	p = program{opts: c.grammar().read(words), text: -1, file: -1}
	if kind == "sh" {
		p.shell()
		return p, true
	}
	for i := range p.opts.List {
		opt := &p.opts.List[i]
		switch {
		case givesText(kind, opt.Name):
			p.text = opt.at
			if opt.apart {
				p.text++
			}
			p.stdin = kind == "pwsh" && opt.Value.Value == "-"
			return p, true
		case kind == "python" && opt.Name == "-m", kind == "php" && opt.Name == "-S",
			(kind == "perl" || kind == "ruby") && (opt.Name == "-n" || opt.Name == "-p") && p.opts.Find("-e", "-E") != nil:
			return p, true
		case kind == "php" && (opt.Name == "-f" || opt.Name == "--file"),
			kind == "pwsh" && strings.EqualFold(opt.Name, "-file"):
			p.operand(opt.at+1, opt.Value.Value)
			return p, true
		case opt.Name == "--version" || opt.Name == "--help" || opt.Name == "-V" || opt.Name == "-h":
			return p, true
		}
	}
	switch {
	case len(p.opts.Operands) == 0, kind == "php" && words[p.opts.operands[0]-1].Value == "--":
		p.stdin = kind != "pwsh"
	default:
		p.operand(p.opts.operands[0], p.opts.Operands[0].Value)
	}
	return p, true
}

func (c *Command) grammar() *grammar {
	if g := grammarOf(c.Name); g != nil {
		return g
	}
	return &grammar{}
}

func (p *program) shell() {
	switch {
	case p.opts.Find("--version", "--help") != nil:
	case p.opts.Find("-c") != nil:
		if len(p.opts.operands) > 0 {
			p.text = p.opts.operands[0]
		}
	case len(p.opts.Operands) == 0 || p.opts.Find("-s") != nil:
		p.stdin = true
	default:
		p.operand(p.opts.operands[0], p.opts.Operands[0].Value)
	}
}

func (p *program) operand(at int, value string) {
	switch value {
	case "-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0":
		p.stdin = true
	default:
		p.file = at
	}
}

// givesText reports whether an option is followed by a script as text.
func givesText(kind, option string) bool {
	switch kind {
	case "python":
		return option == "-c"
	case "perl", "ruby", "lua":
		return option == "-e" || option == "-E" && kind == "perl"
	case "node":
		return option == "-e" || option == "-p" || option == "--eval" || option == "--print"
	case "php":
		return option == "-r" || option == "--run" || option == "-R" || option == "-B"
	case "fish":
		return option == "-c" || option == "--command"
	case "pwsh":
		return strings.EqualFold(option, "-command") || strings.EqualFold(option, "-c")
	}
	return false
}

// runsInput reports whether the command runs what it reads from its standard input.
func (c *Command) runsInput() bool {
	if c.input() != nil {
		return false
	}
	return c.takesInput()
}

func (c *Command) takesInput() bool {
	switch c.Name {
	case ".", "source":
		return len(c.Words) > 1 && c.Words[1].Value == "/dev/stdin"
	case "su":
		opts := suOptions.read(c.Words)
		return opts.Find("-c", "--command", "--session-command") == nil
	}
	p, ok := c.program()
	return ok && p.stdin
}

// runsFile returns the index of the word that names the script that the command runs, -1 for none.
func (c *Command) runsFile() int {
	switch c.Name {
	case ".", "source":
		if len(c.Words) > 1 {
			return 1
		}
		return -1
	}
	if p, ok := c.program(); ok {
		return p.file
	}
	return -1
}

// RunsFile returns the word that names the file which the command runs: the script that an interpreter is given, else the
// program itself. ok is false where the words name none.
func (c *Command) RunsFile() (file Word, ok bool) {
	if i := c.runsFile(); i >= 0 {
		return c.Words[i], true
	}
	if _, interpreted := c.program(); interpreted || c.Name == "." || c.Name == "source" || len(c.Words) == 0 {
		return Word{}, false
	}
	return c.Words[0], true
}

// runsText reports whether the command runs the word at an index as a script.
func (c *Command) runsText(word int) bool {
	switch {
	case word == 0:
		return true
	case word < 0:
		return false
	case c.Name == "eval":
		return true
	case c.Name == "su" || c.Name == "runuser":
		opts := suOptions.read(c.Words)
		opt := opts.Find("-c", "--command", "--session-command")
		return opt != nil && (opt.at == word || opt.apart && opt.at+1 == word)
	}
	p, ok := c.program()
	return ok && p.text == word
}
