#!/bin/sh
# Makes components/prometheus-operator/prometheusrule.yaml from deploy/prometheus/alerts.yml. A test compares the two.
set -eu
cd "$(dirname "$0")"
{
  cat <<'HEAD'
# Made by deploy/kubernetes/prometheusrule.sh from deploy/prometheus/alerts.yml: change that, and make it again.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: kafka-fetch
  labels:
    release: prometheus # what your Prometheus selects by, if it does
spec:
HEAD
  sed -e '1,/^groups:/{/^groups:/!d;}' -e 's/^\(.\)/  \1/' ../prometheus/alerts.yml
} >components/prometheus-operator/prometheusrule.yaml
