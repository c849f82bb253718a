package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DevelopmentMode reports images that ship with a framework in its development mode: `NODE_ENV=development`,
// `RAILS_ENV=development`, `APP_DEBUG=true`, `DJANGO_DEBUG=true`, `ASPNETCORE_ENVIRONMENT=Development` and their like.
//
// Error pages then show code, settings and the environment with its secrets, caches are off, and tools for developers
// answer.
//
// Whether the image is meant for development cannot be told from the file, unless its last stage is named so; such stages
// are not reported.
//
// # What to do
//
// Set the production mode in the image, and the other one where it is needed, as in a Compose override file.
var DevelopmentMode = define(lint.Rule{
	ID: "development-mode", Title: "Development mode in the image", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CWE("489")},
	Check:     lint.EachUnit(checkDevelopmentMode),
})

func checkDevelopmentMode(p *lint.Pass, u *project.Unit) {
	im := u.Final()
	if im == nil || project.ForDevelopment(im.Stage.Name.Value) {
		return
	}
	for _, v := range u.ShippedVariables() {
		if v.Last && development(v.Name.Value, strings.ToLower(v.Text.Value)) {
			p.Report(v.Text.Span, "%s=%s ships the development mode; set it where it is needed", v.Name.Value, v.Text.Value).
				About(v.Subject).Keyed(v.Name.Value)
		}
	}
}

func development(name, value string) bool {
	switch name {
	case "NODE_ENV", "RAILS_ENV", "RACK_ENV", "FLASK_ENV", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT":
		return value == "development"
	case "APP_ENV", "SYMFONY_ENV":
		return value == "dev" || value == "development" || value == "local"
	case "APP_DEBUG", "DJANGO_DEBUG", "SYMFONY_DEBUG":
		return value == "1" || value == "true"
	}
	return false
}
