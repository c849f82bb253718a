package lint

// Pass is one rule at work on one document.
type Pass struct {
	Rule *Rule
}
