package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PlainBy returns the scheme of the package index that an environment variable names, if it is asked in the clear, and whose
// variable it is.
func PlainBy(name, value string) (scheme, tool string) {
	switch name {
	case "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX",
		"UV_INDEX":
		tool = "pip"
	case "NPM_CONFIG_REGISTRY", "npm_config_registry", "COREPACK_NPM_REGISTRY":
		tool = "npm"
	case "YARN_NPM_REGISTRY_SERVER", "YARN_REGISTRY":
		tool = "yarn"
	case "CONDA_CHANNELS", "CONDA_CHANNEL_ALIAS":
		tool = "conda"
	case "LUAROCKS_SERVER":
		tool = "luarocks"
	default:
		return "", ""
	}
	for field := range strings.FieldsSeq(value) {
		if scheme := PlainScheme(field); scheme != "" {
			return scheme, tool
		}
	}
	return "", ""
}

// PlainIn returns the package indexes in the settings of package managers that are asked in the clear. The text is one that
// is written into the file.
func PlainIn(file string, text source.Text) []Plain {
	tool := ""
	switch settingsOf(file) {
	case pipFile:
		tool = "pip"
	case npmFile:
		tool = "npm"
	case yarnFile:
		tool = "yarn"
	case gemFile:
		tool = "gem"
	case condaFile:
		tool = "conda"
	default:
		return nil
	}
	var out []Plain
	for offset, line := range lines(text.Value) {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';' || strings.Contains(trimmed, "proxy") {
			continue
		}
		at := strings.Index(line, "http://")
		if at < 0 {
			continue
		}
		end := at + len(strings.TrimRight(strings.Fields(line[at:])[0], "\"',;"))
		if PlainScheme(line[at:end]) != "" {
			out = append(out, Plain{Tool: tool, Scheme: "http", Span: text.At(offset+at, offset+end)})
		}
	}
	return out
}
