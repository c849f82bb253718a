package container

import (
	"strconv"
	"strings"
)

// User is who the first process of a container is.
type User struct {
	// Name is the user as it resolves, without the group; empty where nobody set one, which is root.
	Name string
	// Group is what follows the colon; empty if there is none.
	Group string
	// Root reports whether the first process starts as uid 0.
	Root bool
	// DropsTo is the user that the entrypoint changes to by itself before the service runs; empty if it does not.
	DropsTo string
	// DropsWith names the program that changes the user, such as gosu.
	DropsWith string
	// Workers is the user of the worker processes where only the main process stays root, as in nginx.
	Workers string
}

// ParseUser reads a user as USER and user: take it, "user[:group]". An empty user and uid 0 in any spelling, also with a
// sign, are root (moby/sys/user, GetExecUser).
func ParseUser(value string) User {
	name, group, _ := strings.Cut(value, ":")
	u := User{Name: name, Group: group, Root: name == "" || name == "root"}
	if n, err := strconv.Atoi(name); err == nil && n == 0 {
		u.Root = true
	}
	return u
}

// Numeric reports whether the user is given by its number.
func (u User) Numeric() bool {
	_, err := strconv.Atoi(u.Name)
	return err == nil
}

// StaysRoot reports whether the service itself runs as root: it starts as root and nothing drops the privilege.
func (u User) StaysRoot() bool { return u.Root && u.DropsTo == "" }

// String shows the user as show prints it.
func (u User) String() string {
	name := u.Name
	if name == "" {
		name = "root"
	}
	if u.Group != "" {
		name += ":" + u.Group
	}
	switch {
	case u.Root && u.DropsTo != "":
		return name + " -> " + u.DropsTo
	case u.Root && u.Workers != "":
		return name + " (workers " + u.Workers + ")"
	}
	return name
}
