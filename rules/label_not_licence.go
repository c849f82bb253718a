package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
)

// LabelNotLicence reports labels that are to name a licence and do not, as far as SPDX knows it.
//
// The labels are those with the type `spdx` in `labels` of `.plimsoll.yaml`, such as `org.opencontainers.image.licenses`.
// Tools that check licences know the names of the SPDX list only. Expressions count, since the Open Container Initiative
// wants them: `Apache-2.0 OR MIT`. hadolint takes a single name. Values with variables that the build gives are not
// looked at.
//
// # What to do
//
// Look the name up in the list. For a licence of your own write `LicenseRef-` and a name.
var LabelNotLicence = define(lint.Rule{
	ID: "label-not-licence", Title: "Label that is no licence of SPDX", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3054"},
	Refs:    []lint.Ref{lint.Doc("SPDX licence list", "https://spdx.org/licenses/")},
	Check:   lint.EachLabelOf(labelIsNo("licence of the SPDX list, nor an expression of them"), label.Licence),
})
