package io.kafkafetch.adapters.http.identity.oidc;

/** The identity provider gives no answer that can be used; the message says why, and has nothing secret. */
final class ProviderAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    ProviderAwayException(String why) {
        super(why);
    }
}
