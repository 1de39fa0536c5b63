#!/usr/bin/env bash
# Checks what is under deploy/, the Dockerfile and docker-compose.yml by running all of it, and takes it down again.
#   deploy/check.sh          everything: about three minutes
#   deploy/check.sh rules    only Prometheus' configuration and the tests of the alerts: seconds
# Needs Docker with compose, and jq. The ports of docker-compose.yml must be free. Exit code 0 if all is as it should be.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly PROMETHEUS=http://localhost:9090
readonly SERVICE=http://localhost:8080
compose() { docker compose -p kafka-fetch-check --profile monitoring "$@"; }
say() { printf '%3d s  %s\n' "$SECONDS" "$1"; }
fail() {
  printf 'FAILED: %s\n' "$1" >&2
  exit 1
}

# Repeats a command until it succeeds, at most this many seconds; then says what was waited for.
within() { # SECONDS WHAT COMMAND...
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $end ] || fail "$what"
    sleep 1
  done
}

# ---- rules

promtool() {
  docker run --rm -v "$PWD/deploy/prometheus:/etc/prometheus:ro" --entrypoint promtool "$prometheus_image" "$@"
}

# Each alert names a heading of the runbook.
runbooks() {
  local anchor
  for anchor in $(sed -n "s/.*runbook_url: .*#\([a-z]*\)'$/\1/p" deploy/prometheus/alerts.yml); do
    sed -n 's/^##* //p' docs/RUNBOOK.md | tr 'A-Z ' 'a-z-' | grep -qx "$anchor" || fail "docs/RUNBOOK.md has no #$anchor"
  done
}

prometheus_image=$(compose config --format json | jq -r .services.prometheus.image)
promtool check config /etc/prometheus/prometheus.yml >/dev/null || fail "Prometheus' configuration"
promtool test rules /etc/prometheus/alerts_test.yml || fail "the alerts' tests"
runbooks
say "alerts are tested"
[ "${1-}" != rules ] || exit 0

# ---- the system

end() {
  local status=$?
  [ $status = 0 ] || compose logs --no-color --tail 30 kafka-fetch generator prometheus >&2 || true
  compose down -v --timeout 20 >/dev/null 2>&1 || true
  exit "$status"
}
trap end EXIT

docker compose -p kafka-fetch-check up --build --wait --wait-timeout 300 >/dev/null 2>&1 || fail "docker compose up --build --wait"
say "broker, generator and service are healthy"

id=$(compose ps -q kafka-fetch)
docker exec "$id" sh -c '[ "$(id -u)" = 10001 ] && ! touch /app/x 2>/dev/null && touch /tmp/x /data/x && rm /data/x' ||
  fail "the service should run as 10001 and write to /tmp and /data alone"
docker exec "$id" sh -c '! ls /app/lib | grep -qE "^(kafka_|kafka-server|kafka-storage|scala)"' ||
  fail "the image should hold no broker"
code=0 answer=$(docker run --rm --network none "$(compose images -q kafka-fetch)" demo 2>&1) || code=$?
[ "$code" = 3 ] && [[ $answer == *"docker compose up"* ]] || fail "demo in the image: exit code $code, $answer"
curl -fsS "$SERVICE/health/readiness" >/dev/null || fail "$SERVICE does not answer"

# As any other client reads them: committed, from the beginning. The topic has no end while logins arrive, hence the time.
insights() {
  compose exec -T kafka timeout 10 /opt/kafka/bin/kafka-console-consumer.sh --bootstrap-server localhost:9092 \
    --isolation-level read_committed --from-beginning --topic insights 2>/dev/null || true
}
metrics() { insights | jq -r .metric | sort -u | tr '\n' ' '; }
all_metrics() { [ "$(metrics)" = "app_version_usage device_usage logins_per_region peak_hour " ]; }
within 60 "each insight is read back" all_metrics
say "each insight is read back"

# Native libraries are found where /tmp lets nothing be loaded.
for codec in zstd snappy lz4 gzip; do
  printf '{"user_id":"u-%s","app_version":"1","ip":"1.1.1.1","locale":"CONTAINER-%s","device_id":"d","timestamp":"1700000000","device_type":"web"}\n' $codec $codec |
    compose exec -T kafka /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server localhost:9092 --topic user-login \
      --compression-codec $codec >/dev/null 2>&1 || fail "producing with $codec"
done
every_codec() { [ "$(insights | grep -oE 'CONTAINER-(zstd|snappy|lz4|gzip)' | sort -u | wc -l)" = 4 ]; }
within 60 "logins compressed with zstd, snappy, lz4 and gzip are counted" every_codec
say "every compression is read"

# ---- monitoring

compose up -d --wait --wait-timeout 120 >/dev/null 2>&1 || fail "docker compose --profile monitoring up --wait"
query() { # EXPRESSION: how many series with a number it gives
  curl -fsS "$PROMETHEUS/api/v1/query" --data-urlencode "query=$1" |
    jq '[.data.result[] | select(.value[1] != "NaN")] | length'
}
targets_up() {
  curl -fsS "$PROMETHEUS/api/v1/targets?state=active" | jq -e '.data.activeTargets | length > 0 and all(.health == "up")' >/dev/null
}
within 60 "every target is up" targets_up
say "every target is up"

# Grafana's own variables become what Grafana puts there.
expressions() { jq -r '.panels[].targets[]?.expr | @base64' deploy/grafana/dashboards/*.json; }
empty=''
no_empty() {
  local encoded expression
  empty=''
  for encoded in $(expressions); do
    expression=$(base64 -d <<<"$encoded" | sed 's/\$instance/.*/g')
    [ "$(query "$expression")" -gt 0 ] || empty="$empty"$'\n'"  $expression"
  done
  [ -z "$empty" ]
}
end_of_wait=$((SECONDS + 150))
until no_empty; do
  [ $SECONDS -lt $end_of_wait ] || fail "queries of the dashboard without data:$empty"
  sleep 3
done
say "each of the dashboard's $(expressions | wc -l) queries returns data"

# ---- an alert fires, and ends

firing() { # NAME
  curl -fsS "$PROMETHEUS/api/v1/alerts" | jq -e --arg name "$1" 'any(.data.alerts[]; .labels.alertname == $name and .state == "firing")' >/dev/null
}
quiet() { ! firing "$1"; }
quiet KafkaFetchDown || fail "KafkaFetchDown fires while the service runs"
began=$SECONDS
compose stop kafka-fetch >/dev/null 2>&1
[ $((SECONDS - began)) -lt 12 ] || fail "the service took $((SECONDS - began)) s to end"
code=$(docker inspect -f '{{.State.ExitCode}}' "$id")
[ "$code" = 143 ] || fail "SIGTERM ended the service with exit code $code"
say "SIGTERM ended the service within $((SECONDS - began)) s, exit code 143"
within 90 "KafkaFetchDown fires" firing KafkaFetchDown
say "KafkaFetchDown fires"
compose start kafka-fetch >/dev/null 2>&1
within 60 "KafkaFetchDown ends" quiet KafkaFetchDown
say "KafkaFetchDown ended"
echo "All of it works."
