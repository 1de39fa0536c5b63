package io.kafkafetch.adapters.json.proposal;

import io.kafkafetch.domain.login.LoginField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What feeds name the fields of a login. A place is known by the last two names of its pointer, without case and signs, such
 * as {@code actor/id}; what is named like the first of these rules most likely is the field.
 */
final class FieldNames {

    /** It is not named like that. */
    static final int NONE = -1;

    private static final List<Pattern> USER_ID = rules(
            ".*/(userid|useruid|userguid)|(user|actor|principal|subject|member|customer)/(id|uid|guid)",
            ".*/(principalid|actorid|subjectid|memberid|customerid|sub|subject|uid)",
            ".*/(userprincipalname|username|loginname|login|user|principal|actor|account|accountid|email|useremail)|account/id",
            ".*/.*(userid|principalid)");
    private static final List<Pattern> APP_VERSION = rules(
            ".*/(appversion|applicationversion|clientversion|appver)|(app|application|client|service)/(version|ver)",
            ".*/.*appversion");
    private static final List<Pattern> IP = rules(
            ".*/(ip|ipaddress|ipaddr|(client|source|src|remote|caller|user|peer)(ip|ipaddress|ipaddr|addr|address))",
            ".*/.*ip(address|addr)?",
            ".*");
    private static final List<Pattern> LOCALE = rules(
            ".*/(locale|region|regioncode|regionname|province|subdivision)|.*(geo|loc|address|place).*/state(code|name)?",
            ".*/(country|countrycode|countryorregion|countryname|countryiso)",
            ".*/.*(region|country|countrycode)",
            ".*/(geo|location|market)");
    private static final List<Pattern> DEVICE_ID = rules(
            ".*/(deviceid|deviceuid|deviceguid|installationid|devicefingerprint|fingerprint)|device/(id|uid|guid)",
            ".*/.*deviceid");
    private static final List<Pattern> TIMESTAMP = rules(
            ".*/(timestamp|eventtimestamp|logintimestamp|logintime|loginat)",
            ".*/(time|eventtime|published|occurredat|createddatetime)",
            ".*/(date|datetime|eventdate|created|createdat|creationtime|creationdate|when|ts|at|starttime)",
            ".*/.*(time|timestamp|date|at|on)",
            ".*");
    private static final List<Pattern> DEVICE_TYPE = rules(
            ".*/(devicetype|deviceclass|devicekind|devicecategory|platform)|device/(type|class|kind|category)",
            ".*/(device|os|operatingsystem|osname|clienttype|clientapp|clientappused|client)|os/(name|family|type)");

    private static final List<Pattern> EVENT = rules(
            ".*/(type|event|eventtype|eventname|action|activity|activityname|operation|operationname|kind)",
            ".*/.*(eventtype|eventname|action|activity|operation)",
            ".*/(category|description|message|displaymessage|summary|title|name)");
    private static final List<Pattern> OUTCOME = rules(
            ".*/(outcome|result|status|success|succeeded)",
            ".*/(issuccess|eventoutcome|eventresult|responsestatus|errorcode|resultcode|resulttype)",
            ".*/.*(login|logon|signin).*");
    private static final Pattern CODE = Pattern.compile(".*/(errorcode|resultcode|resulttype)");
    private static final Pattern TRUTH = Pattern.compile(".*/(success|succeeded|issuccess)");

    private FieldNames() {}

    /** How well the place is named for the field, 0 the best; {@link #NONE} if it is not. */
    static int rank(LoginField field, String pointer) {
        return rank(
                switch (field) {
                    case USER_ID -> USER_ID;
                    case APP_VERSION -> APP_VERSION;
                    case IP -> IP;
                    case LOCALE -> LOCALE;
                    case DEVICE_ID -> DEVICE_ID;
                    case TIMESTAMP -> TIMESTAMP;
                    case DEVICE_TYPE -> DEVICE_TYPE;
                },
                pointer);
    }

    /** How well the place is named for what happened. */
    static int rankOfEvent(String pointer) {
        return rank(EVENT, pointer);
    }

    /** How well the place is named for how it ended. */
    static int rankOfOutcome(String pointer) {
        return rank(OUTCOME, pointer);
    }

    /** Whether the place has a code of which 0 is success. */
    static boolean isCode(String pointer) {
        return CODE.matcher(name(pointer)).matches();
    }

    /** Whether {@code true} there is success. */
    static boolean isTruth(String pointer) {
        return TRUTH.matcher(name(pointer)).matches();
    }

    private static int rank(List<Pattern> rules, String pointer) {
        String name = name(pointer);
        for (int rank = 0; rank < rules.size(); rank++) {
            if (rules.get(rank).matcher(name).matches()) {
                return rank;
            }
        }
        return NONE;
    }

    private static String name(String pointer) {
        int last = pointer.lastIndexOf('/');
        int parent = pointer.lastIndexOf('/', last - 1);
        return plain(pointer.substring(parent + 1, Math.max(last, parent + 1))) + '/' + plain(pointer.substring(last));
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private static List<Pattern> rules(String... rules) {
        return Stream.of(rules).map(Pattern::compile).toList();
    }
}
