package image

import "strings"

// Datastore reports whether the image is one of a program that keeps data for others: databases, caches, queues, search
// engines, object stores. The last part of the name decides, whoever publishes it.
func (r Ref) Datastore() bool {
	switch r.Path[strings.LastIndexByte(r.Path, '/')+1:] {
	case "postgres", "postgresql", "postgis", "timescaledb", "pgvector", "mysql", "mysql-server", "mariadb", "percona",
		"percona-server", "mongo", "mongodb", "redis", "redis-stack", "redis-stack-server", "valkey", "keydb", "memcached",
		"elasticsearch", "opensearch", "cassandra", "scylla", "couchdb", "couchbase", "influxdb", "neo4j", "clickhouse",
		"clickhouse-server", "rabbitmq", "minio", "etcd", "zookeeper", "cp-zookeeper", "kafka", "cp-kafka", "cockroach",
		"rethinkdb", "arangodb", "meilisearch", "qdrant", "solr", "nats", "crate", "questdb":
		return true
	case "server":
		return strings.HasSuffix(r.Path, "mssql/server")
	}
	return false
}
