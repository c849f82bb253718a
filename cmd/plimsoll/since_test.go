package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseDiff(t *testing.T) {
	const diff = `diff --git a/app/Dockerfile b/app/Dockerfile
index 1..2 100644
--- a/app/Dockerfile
+++ b/app/Dockerfile
@@ -2 +2,3 @@ FROM a
-RUN x
+RUN y
+++ b/forged
+@@ -1 +900 @@
@@ -9,2 +10,0 @@
-USER 1
-CMD x
diff --git "a/b\303\244d\n.yaml" "b/b\303\244d\n.yaml"
--- "a/b\303\244d\n.yaml"
+++ "b/b\303\244d\n.yaml"
@@ -0,0 +1 @@
+x
diff --git a/gone b/gone
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git a/sp ace b/sp ace
--- a/sp ace	
+++ b/sp ace	
@@ -1 +1 @@
`
	got, err := parseDiff(strings.NewReader(diff))
	if err != nil {
		t.Fatal(err)
	}
	want := changes{
		"app/Dockerfile": {{2, 4}, {10, 11}}, "bäd\n.yaml": {{1, 1}}, "/dev/null": {{0, 1}}, "sp ace": {{1, 1}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(lineRange{})); diff != "" {
		t.Error(diff)
	}
}
