package image

import "strings"

// Datastore returns the name of the software at a port of a container that keeps the data, the messages or the keys of other
// programs; empty where the port is not known to be one of it. ref is the image where it is known. Ports that other software
// uses as well count by the image alone.
func Datastore(ref Ref, port uint16) string {
	words := ref.Path[strings.LastIndexByte(ref.Path, '/')+1:]
	for i := range datastores {
		d := &datastores[i]
		if d.port != port {
			continue
		}
		if d.own {
			return d.name
		}
		for word := range strings.FieldsFuncSeq(d.images, func(r rune) bool { return r == ' ' }) {
			if named(words, word) {
				return d.name
			}
		}
	}
	return ""
}

// named reports whether a name has a word among those that - and _ part.
func named(name, word string) bool {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		if part == word {
			return true
		}
	}
	return false
}

// datastores has the ports at which datastores take commands, as their documentation gives them. own marks those that hardly
// anything else uses.
var datastores = [...]struct {
	port   uint16
	own    bool
	name   string
	images string
}{
	{3306, false, "MariaDB", "mariadb"},
	{6379, false, "Valkey", "valkey"},
	{9200, false, "OpenSearch", "opensearch"},
	{5432, true, "PostgreSQL", ""},
	{3306, true, "MySQL", ""},
	{1433, true, "SQL Server", ""},
	{1521, true, "Oracle Database", ""},
	{27017, true, "MongoDB", ""},
	{6379, true, "Redis", ""},
	{11211, true, "Memcached", ""},
	{9042, true, "Cassandra", ""},
	{5984, true, "CouchDB", ""},
	{7687, true, "Neo4j", ""},
	{26257, true, "CockroachDB", ""},
	{9200, true, "Elasticsearch", ""},
	{2379, true, "etcd", ""},
	{5672, true, "RabbitMQ", ""},
	{15672, true, "RabbitMQ", ""},
	{2181, false, "ZooKeeper", "zookeeper"},
	{4222, false, "NATS", "nats"},

	{5601, false, "Kibana", "kibana"},
	{61616, false, "ActiveMQ", "activemq artemis"},
	{7474, false, "Neo4j", "neo4j"},
	{8086, false, "InfluxDB", "influxdb"},
	{8091, false, "Couchbase", "couchbase"},
	{8123, false, "ClickHouse", "clickhouse"},
	{8200, false, "Vault", "vault openbao"},
	{8500, false, "Consul", "consul"},
	{8529, false, "ArangoDB", "arangodb"},
	{8983, false, "Solr", "solr"},
	{9000, false, "ClickHouse", "clickhouse"},
	{9092, false, "Kafka", "kafka"},
	{9300, false, "Elasticsearch", "elasticsearch"},
	{28015, false, "RethinkDB", "rethinkdb"},
}

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
