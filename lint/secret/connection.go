package secret

import "strings"

// connection finds a literal password in a connection string: Server=db;User Id=app;Password=x, host=db password=x,
// jdbc:mysql://db/app?user=app&password=x. What names no server is none.
func connection(value string) (start, end int, ok bool) {
	if strings.IndexByte(value, '=') < 0 {
		return 0, 0, false
	}
	lower := strings.ToLower(value)
	named := false
	for _, server := range [...]string{"server=", "data source=", "host=", "://", "address="} {
		named = named || strings.Contains(lower, server)
	}
	if !named {
		return 0, 0, false
	}
	for _, key := range [...]string{"password=", "pwd="} {
		for from := 0; ; {
			at := strings.Index(lower[from:], key)
			if at < 0 {
				break
			}
			at += from
			from = at + len(key)
			if at == 0 || strings.IndexByte(";?& ", value[at-1]) < 0 {
				continue
			}
			stop := from
			for stop < len(value) && strings.IndexByte(";& \"'\n", value[stop]) < 0 {
				if n := reference(value[stop:]); n > 0 {
					stop += n - 1
				}
				stop++
			}
			first, last := fallback(value[from:stop])
			if password := value[from+first : from+last]; password != "" && literal(password) && !harmless(password) && !placeholder(password) {
				return from + first, from + last, true
			}
		}
	}
	return 0, 0, false
}
