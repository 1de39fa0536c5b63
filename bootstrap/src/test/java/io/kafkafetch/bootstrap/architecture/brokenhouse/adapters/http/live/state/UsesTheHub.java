package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.http.live.state;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.http.live.hub.Shows;

public record UsesTheHub(Shows shows) {}
