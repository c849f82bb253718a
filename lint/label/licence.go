package label

import (
	"strings"
	"sync"

	"github.com/github/go-spdx/v2/spdxexp/spdxlicenses"
)

// isLicence reports whether a text is an expression of SPDX: licences of its list, or references to others, with AND, OR, WITH
// and brackets (https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/). Letter case plays no part in names.
//
// The names are those of go-spdx. Its parser is not used, since some texts make it fail.
func isLicence(s string) bool {
	s = strings.NewReplacer("(", " ( ", ")", " ) ").Replace(s)
	depth, last := 0, "(" // the last of: an opening bracket or an operator, a licence, or what may not be followed by WITH
	const licence, done = "licence", "done"
	for _, word := range strings.Fields(s) {
		operand := last == licence || last == done
		switch upper := strings.ToUpper(word); {
		case last == "WITH":
			if !exceptions()[strings.ToLower(word)] {
				return false
			}
			last = done
		case word == "(" && !operand:
			depth++
			last = word
		case word == ")" && operand && depth > 0:
			depth--
			last = done
		case (upper == "AND" || upper == "OR") && operand, upper == "WITH" && last == licence:
			last = upper
		case !operand && (isReference(word) || licences()[strings.ToLower(strings.TrimSuffix(word, "+"))]):
			last = licence
		default:
			return false
		}
	}
	return depth == 0 && (last == licence || last == done)
}

// licences and exceptions are the names of the list in lower case. They are put together when somebody first asks.
var (
	licences = sync.OnceValue(func() map[string]bool {
		return lowered(spdxlicenses.GetLicenses(), spdxlicenses.GetDeprecated())
	})
	exceptions = sync.OnceValue(func() map[string]bool { return lowered(spdxlicenses.GetExceptions()) })
)

func lowered(lists ...[]string) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for _, name := range list {
			out[strings.ToLower(name)] = true
		}
	}
	return out
}

// isReference reports whether a word refers to a licence that is not on the list: LicenseRef-Acme, perhaps of another document.
func isReference(word string) bool {
	if document, licence, ok := strings.Cut(word, ":"); ok {
		return isName(document, "DocumentRef-") && isName(licence, "LicenseRef-")
	}
	return isName(word, "LicenseRef-")
}

func isName(word, prefix string) bool {
	name, ok := strings.CutPrefix(word, prefix)
	return ok && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '.'
	})
}
