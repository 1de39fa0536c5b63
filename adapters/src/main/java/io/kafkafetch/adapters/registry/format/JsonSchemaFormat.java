package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.domain.login.RecordFault;

/** Values of a JSON Schema: JSON texts already. The schema is not looked at; the decoder of logins judges the text. */
final class JsonSchemaFormat implements ValueFormat {

    @Override
    public void write(Frame frame, JsonBytes json) throws MalformedValueException {
        json.clear();
        try {
            json.whole(frame.body());
        } catch (JsonBytes.TooLongException tooLong) {
            throw new MalformedValueException(RecordFault.NOT_JSON);
        }
    }
}
