package image_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestDatastore(t *testing.T) {
	for _, c := range []struct {
		ref  string
		port uint16
		want string
	}{
		{"acme/app:1", 5432, "PostgreSQL"},
		{"acme/app:1", 5433, ""},
		{"acme/app:1", 8086, ""},
		{"influxdb:2", 8086, "InfluxDB"},
		{"bitnami/kafka:3", 9092, "Kafka"},
		{"acme/kafkaesque:3", 9092, ""},
		{"docker.elastic.co/kibana/kibana:9.1.0", 5601, "Kibana"},
		{"valkey/valkey:8", 6379, "Valkey"},
	} {
		text := source.New("x", []byte(c.ref)).Text(0, len(c.ref))
		ref, err := image.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := image.Datastore(ref, c.port); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.ref, c.port, got, c.want)
		}
	}
	if got := image.Datastore(image.Ref{}, 5432); got != "PostgreSQL" {
		t.Errorf("without an image: %q", got)
	}
}
