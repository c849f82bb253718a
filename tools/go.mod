module github.com/plimsoll-lint/plimsoll/tools

go 1.25.9
