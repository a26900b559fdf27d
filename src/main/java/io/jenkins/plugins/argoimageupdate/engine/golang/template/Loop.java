package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code range} goes through. */
interface Loop {

    long length();

    Turn turn(long index);

    /** The key (or index) and value of one turn. */
    record Turn(Value key, Value value) {}

    static Loop over(@Nullable Value value, int variables) throws ExecutionError {
        if (value instanceof Value.Items items) {
            return of(items.values());
        }
        if (value instanceof Value.Labels labels) {
            return of(labels);
        }
        if (value instanceof Value.None) {
            return of(List.of());
        }
        if (value instanceof Value.Int || value instanceof Value.Octet) {
            if (variables > 1) {
                throw new ExecutionError("range over a number has only one variable");
            }
            return upTo(value instanceof Value.Int number ? number.value() : ((Value.Octet) value).value());
        }
        throw new ExecutionError("range cannot iterate over a " + value.typeName());
    }

    private static Loop of(List<Value> values) {
        return new Loop() {
            @Override
            public long length() {
                return values.size();
            }

            @Override
            public Turn turn(long index) {
                return new Turn(new Value.Int(index), values.get((int) index));
            }
        };
    }

    private static Loop of(Value.Labels labels) {
        List<Map.Entry<String, Value.Text>> entries =
                new ArrayList<>(labels.entries().entrySet());
        return new Loop() {
            @Override
            public long length() {
                return entries.size();
            }

            @Override
            public Turn turn(long index) {
                Map.Entry<String, Value.Text> entry = entries.get((int) index);
                return new Turn(new Value.Text(entry.getKey()), entry.getValue());
            }
        };
    }

    private static Loop upTo(long end) {
        return new Loop() {
            @Override
            public long length() {
                return Math.max(0, end);
            }

            @Override
            public Turn turn(long index) {
                return new Turn(Value.NONE, new Value.Int(index));
            }
        };
    }
}
