package io.kafkafetch.adapters.json.login;

import static java.util.stream.Collectors.joining;

import io.kafkafetch.domain.login.LoginField;
import java.util.ArrayList;
import java.util.List;

/** A login event written as JSON: valid until a test changes a member of it. Immutable. */
record LoginJson(List<Member> members) {

    record Member(String name, String json) {
        @Override
        public String toString() {
            return "\"" + name + "\":" + json;
        }
    }

    static final LoginJson VALID = new LoginJson(List.of(
            new Member("user_id", "\"fe175330\""),
            new Member("app_version", "\"2.3.0\""),
            new Member("ip", "\"76.31.191.86\""),
            new Member("locale", "\"RI\""),
            new Member("device_id", "\"996-91-8205\""),
            new Member("timestamp", "1694623430"),
            new Member("device_type", "\"iOS\"")));

    LoginJson with(LoginField field, String json) {
        return new LoginJson(members.stream()
                .map(member -> member.name().equals(field.wireName()) ? new Member(member.name(), json) : member)
                .toList());
    }

    LoginJson without(LoginField field) {
        return new LoginJson(members.stream()
                .filter(member -> !member.name().equals(field.wireName()))
                .toList());
    }

    LoginJson and(String name, String json) {
        List<Member> more = new ArrayList<>(members);
        more.add(new Member(name, json));
        return new LoginJson(more);
    }

    @Override
    public String toString() {
        return members.stream().map(Member::toString).collect(joining(",", "{", "}"));
    }
}
